import { err, ok, type Result } from '#shared/model/result.ts';

export type DurationUnit = 'ms' | 's' | 'min';

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  sec: 1_000,
  second: 1_000,
  seconds: 1_000,
  min: 60_000,
  minute: 60_000,
  minutes: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
};

/** Reads a span of time in milliseconds: `90 s`, `1 h 30 min`, or a bare number in the given unit. */
export function parseDuration(text: string, bareUnit: DurationUnit): Result<number, string> {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '') return err(`Enter a time, such as ${example(bareUnit)}.`);
  if (/^\d+(\.\d+)?$/.test(trimmed))
    return ok(Math.round(Number(trimmed) * (unitMs[bareUnit] ?? 1)));
  let total = 0;
  let rest = trimmed;
  while (rest !== '') {
    const part = /^(\d+(?:\.\d+)?)\s*([a-z]+)\s*/.exec(rest);
    const unit = part?.[2] === undefined ? undefined : unitMs[part[2]];
    if (part === null || unit === undefined) {
      return err(`“${text.trim()}” is not a time. Valid: ${example(bareUnit)}.`);
    }
    total += Number(part[1]) * unit;
    rest = rest.slice(part[0].length);
  }
  return ok(Math.round(total));
}

function example(unit: DurationUnit): string {
  if (unit === 'ms') return '500 ms, 3 s';
  return unit === 's' ? '90 s, 5 min' : '30 min, 1 h';
}

/** Writes a span so that {@link parseDuration} reads the same back: `30 min`, `1 h 30 min`, `90 s`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0 s';
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, size] of [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1_000],
    ['ms', 1],
  ] as const) {
    const amount = Math.floor(rest / size);
    if (amount > 0) parts.push(`${amount} ${unit}`);
    rest -= amount * size;
  }
  return parts.join(' ');
}
