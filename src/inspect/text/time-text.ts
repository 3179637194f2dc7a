import type { EpochMs } from '#shared/model/time.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Jan  1 00:00:00 2024 GMT`. */
export function opensslTime(at: EpochMs): string {
  return written(at, '');
}

/** `Jan  1 00:00:00.123 2024 GMT`. */
export function opensslTimeWithMilliseconds(at: EpochMs): string {
  return written(at, `.${String(new Date(at).getUTCMilliseconds()).padStart(3, '0')}`);
}

function written(at: EpochMs, fraction: string): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `${months[date.getUTCMonth()]} ${day} ${clock}${fraction} ${date.getUTCFullYear()} GMT`;
}
