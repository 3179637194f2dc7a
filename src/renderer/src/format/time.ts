import type { EpochMs } from '#shared/model/time.ts';
import { toReadableSpan } from '#shared/wording/time.ts';

const clockFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

const dayMs = 86_400_000;

/** Writes when a flow began, in local time: the time of day, with the date where it was not today. */
export function formatFlowTime(at: EpochMs, now: EpochMs): string {
  const time = clockFormat.format(at);
  return Math.abs(now - at) < dayMs / 2 || dayFormat.format(at) === dayFormat.format(now)
    ? time
    : `${dayFormat.format(at)} ${time.slice(0, 5)}`;
}

/** Writes a time relative to now: `in 6 d 23 h`, `12 min ago`, `now`. */
export function formatRelative(at: EpochMs, now: EpochMs): string {
  const span = at - now;
  if (Math.abs(span) < 1_000) return 'now';
  return span > 0 ? `in ${toReadableSpan(span)}` : `${toReadableSpan(span)} ago`;
}

/** Writes a clock offset with its sign: `+31 min`, `−1 d`. */
export function formatOffset(offsetMs: number): string {
  return `${offsetMs < 0 ? '−' : '+'}${toReadableSpan(offsetMs)}`;
}
