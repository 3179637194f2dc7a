import type { Clock } from '#shared/model/ports.ts';
import type { ClockState } from '#shared/model/settings.ts';
import type { DurationMs } from '#shared/model/time.ts';

/** Real time plus an offset that the person sets, so that expiry can be shown without waiting for it. */
export interface AdjustableClock extends Clock {
  advance(byMs: DurationMs): void;
  reset(): void;
  state(): ClockState;
}

/** Lets `real` run ahead (or behind) by an offset that starts at zero. */
export function createAdjustableClock(real: Clock): AdjustableClock {
  let offsetMs = 0;
  const now = () => real.now() + offsetMs;
  return {
    now,
    monotonic: () => real.monotonic(),
    advance: (byMs) => {
      offsetMs += byMs;
    },
    reset: () => {
      offsetMs = 0;
    },
    state: () => ({ offsetMs, now: now() }),
  };
}
