import type { DurationMs, EpochMs } from './time.ts';

/** The only source of time. `now` may run ahead of real time; `monotonic` never jumps. */
export interface Clock {
  now(): EpochMs;
  monotonic(): DurationMs;
}

/** The only source of randomness: `count` unpredictable octets. */
export type RandomBytes = (count: number) => Uint8Array;
