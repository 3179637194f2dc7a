import type { DurationMs } from '#shared/model/time.ts';

/** A length of time in its two largest units, cut to whole seconds: `6 d 23 h`, `2 h 5 min`, `40 s`. */
export function durationText(duration: DurationMs): string {
  const seconds = Math.floor(duration / 1000);
  if (seconds < 60) return `${Math.max(seconds, 0)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return inTwoUnits(minutes, 'min', `${seconds % 60} s`);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return inTwoUnits(hours, 'h', `${minutes % 60} min`);
  return inTwoUnits(Math.floor(hours / 24), 'd', `${hours % 24} h`);
}

function inTwoUnits(count: number, unit: string, rest: string): string {
  return rest.startsWith('0 ') ? `${count} ${unit}` : `${count} ${unit} ${rest}`;
}
