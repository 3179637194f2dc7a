import type { DurationMs } from '#shared/model/time.ts';

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A length of time in its two largest units, cut to whole seconds: `6 d 23 h`, `2 h 5 min`, `40 s`. */
export function durationText(duration: DurationMs): string {
  const first = units.findIndex(([, length]) => duration >= length);
  if (first === -1) return '0 s';
  let rest = duration;
  let text = '';
  for (const [name, length] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) text += text === '' ? `${count} ${name}` : ` ${count} ${name}`;
  }
  return text;
}
