import type { Clock } from '#shared/model/ports.ts';
import type { DurationMs } from '#shared/model/time.ts';

/** Hands work to another thread for as long as that is worth it; else whoever needs the result does it. */
export interface Aside {
  /** `begin` starts the work and returns at once, unless the machine makes even that slow. */
  run(begin: () => Promise<unknown>): Promise<void>;
}

/** Calls that are not counted: the runtime compiles what it runs often. */
const warmUp = 64;
/** Calls that it is decided on. */
const counted = 64;
/** A signature takes 30 to 90 µs; where handing it over takes as long, nothing is gained (some virtual machines). */
const worthMs: DurationMs = 0.04;

/** Decides once, from how long it really takes to hand work over. */
export function createAside(clock: Pick<Clock, 'monotonic'>): Aside {
  let calls = 0;
  let spent = 0;
  return {
    run: async (begin) => {
      if (calls === warmUp + counted && spent / counted > worthMs) return;
      const began = clock.monotonic();
      const working = begin();
      if (calls < warmUp + counted) {
        calls += 1;
        if (calls > warmUp) spent += clock.monotonic() - began;
      }
      await working;
    },
  };
}
