import { toSearchText } from '#shared/wording/serial.ts';

/** Whether every word that was written begins a word of the text, or stands within it from three letters on. */
export function matches(text: string, written: string): boolean {
  const lower = text.toLowerCase();
  const starts = lower.split(/[^\p{L}\p{N}]+/u);
  return written
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(toSearchText)
    .every(
      (word) =>
        starts.some((start) => start.startsWith(word)) || (word.length > 2 && lower.includes(word)),
    );
}
