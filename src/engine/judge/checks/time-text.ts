import { type EpochMs, toRfc3339 } from '#shared/model/time.ts';

const maxKept = 1_024;
const texts = new Map<number, string>();

/**
 * `toRfc3339`, with the texts of recent seconds remembered: the same few times stand in one response after
 * the other, and writing them anew would take as long as a third of the checks.
 */
export function timeText(at: EpochMs): string {
  const second = Math.floor(at / 1000);
  const known = texts.get(second);
  if (known !== undefined) return known;
  if (texts.size >= maxKept) texts.clear();
  const text = toRfc3339(at);
  texts.set(second, text);
  return text;
}
