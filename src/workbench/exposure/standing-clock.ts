import type { Clock } from '#shared/model/ports.ts';

/** A clock that stands until it is moved: days are watched in a second. Lengths are measured truly. */
export interface StandingClock extends Clock {
  /** Goes back to where it began. */
  begin(): void;
  /** Goes to so many seconds after it began. */
  to(seconds: number): void;
}

/** It begins now, at a whole second: that is what responders write. */
export function createStandingClock(real: Clock): StandingClock {
  const zero = Math.floor(real.now() / 1_000) * 1_000;
  let at = zero;
  return {
    now: () => at,
    monotonic: () => real.monotonic(),
    begin: () => {
      at = zero;
    },
    to: (seconds) => {
      at = zero + seconds * 1_000;
    },
  };
}
