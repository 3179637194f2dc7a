import type { Clock } from '#shared/model/ports.ts';
import type { DurationMs } from '#shared/model/time.ts';
import type { SweepControl } from './sweep-control.ts';

/** How far a sweep is. */
export interface SweepProgress {
  readonly state: 'running' | 'paused';
  /** Certificates with a result. */
  readonly done: number;
  /** Results in a second, of late. */
  readonly perSecond: number;
  /** How much of the input has been read, from 0 to 1; null where its size is not known. */
  readonly fraction: number | null;
  /** How long the rest will take as it goes of late; null where that cannot be told yet. */
  readonly leftMs: DurationMs | null;
}

interface Sample {
  readonly at: DurationMs;
  readonly done: number;
  readonly fraction: number | null;
}

/** What is told rests on this much of the past: long enough to be calm, short enough to follow a change. */
const windowMs = 15_000;
const sampleMs = 500;

/** Counts results, and tells rate and remaining time; time in which the sweep was held does not count. */
export function createSweepProgress({
  clock,
  control,
  fraction,
}: {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly control: SweepControl;
  readonly fraction: () => number | null;
}): { readonly add: () => void; readonly get: () => SweepProgress } {
  const began = clock.monotonic();
  const elapsed = () => clock.monotonic() - began - control.pausedMs();
  let done = 0;
  let samples: readonly Sample[] = [{ at: 0, done: 0, fraction: fraction() }];
  const look = (): Sample => {
    const now = { at: elapsed(), done, fraction: fraction() };
    const last = samples.at(-1);
    if (last !== undefined && now.at - last.at >= sampleMs) {
      samples = [...samples.filter(({ at }) => now.at - at <= windowMs), now];
    }
    return now;
  };
  return {
    add: () => {
      done += 1;
      look();
    },
    get: () => {
      const now = look();
      const then = samples[0] ?? now;
      const spanMs = now.at - then.at;
      return {
        state: control.isPaused() ? 'paused' : 'running',
        done,
        perSecond: spanMs > 0 ? ((now.done - then.done) * 1_000) / spanMs : 0,
        fraction: now.fraction,
        leftMs: leftMs(then, now),
      };
    },
  };
}

function leftMs(then: Sample, now: Sample): DurationMs | null {
  if (now.fraction === null || then.fraction === null) return null;
  if (now.fraction >= 1) return 0;
  const gained = now.fraction - then.fraction;
  return gained <= 0 ? null : ((now.at - then.at) * (1 - now.fraction)) / gained;
}
