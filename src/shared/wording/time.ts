import type { DurationMs, EpochMs } from '../model/time.ts';

/** Writes a time for a sentence: `2026-11-21 09:14 UTC`, with seconds only where they are not zero. */
export function toReadableUtc(at: EpochMs): string {
  const text = new Date(at).toISOString();
  const seconds = text.slice(16, 19);
  return `${text.slice(0, 10)} ${text.slice(11, 16)}${seconds === ':00' ? '' : seconds} UTC`;
}

/** Writes a measured time as a person reads it: `0.4 ms`, `41 ms`, `1.2 s`, `10 s`. */
export function toReadableDuration(duration: DurationMs): string {
  if (duration < 0.05) return '0 ms';
  if (duration < 9.95) return `${trimmed(duration, 1)} ms`;
  if (duration < 999.5) return `${Math.round(duration)} ms`;
  if (duration < 9_950) return `${trimmed(duration / 1_000, 1)} s`;
  if (duration < 119_500) return `${Math.round(duration / 1_000)} s`;
  return toReadableSpan(duration);
}

/**
 * Writes a length of time as a person says it, in its two largest units and cut to whole ones: `45 s`,
 * `5 min 3 s`, `1 h 5 min`, `6 d 23 h`, `28 years`. Everything that says how long uses it.
 */
export function toReadableSpan(span: DurationMs): string {
  const seconds = Math.floor(Math.abs(span) / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return withRest(minutes, 'min', seconds % 60, 's');
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return withRest(hours, 'h', minutes % 60, 'min');
  const days = Math.floor(hours / 24);
  if (days < 60) return withRest(days, 'd', hours % 24, 'h');
  return days < 730 ? `${days} d` : `${Math.round(days / 365.2425)} years`;
}

function withRest(amount: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${amount} ${unit}` : `${amount} ${unit} ${rest} ${restUnit}`;
}

function trimmed(value: number, digits: number): string {
  return value.toFixed(digits).replace(/\.0+$/, '');
}

const clockFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

const dayMs = 86_400_000;

/** Writes a moment in local time: the time of day, with the date where that is not the day of `now`. */
export function toLocalTime(at: EpochMs, now: EpochMs): string {
  const time = clockFormat.format(at);
  return Math.abs(now - at) < dayMs / 2 || dayFormat.format(at) === dayFormat.format(now)
    ? time
    : `${dayFormat.format(at)} ${time.slice(0, 5)}`;
}

/** Writes a time relative to now: `in 6 d 23 h`, `12 min ago`, `now`. */
export function toRelativeTime(at: EpochMs, now: EpochMs): string {
  const span = at - now;
  if (Math.abs(span) < 1_000) return 'now';
  return span > 0 ? `in ${toReadableSpan(span)}` : `${toReadableSpan(span)} ago`;
}

/** Writes a clock offset with its sign: `+31 min`, `−1 d`. */
export function toReadableOffset(offsetMs: number): string {
  return `${offsetMs < 0 ? '−' : '+'}${toReadableSpan(offsetMs)}`;
}
