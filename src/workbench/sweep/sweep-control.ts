import { createPauseGate } from '#matrix/pause-gate.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { DurationMs } from '#shared/model/time.ts';

/** Holds a sweep for a while: exchanges under way end, and nothing new is read or asked until it goes on. */
export interface SweepControl {
  isPaused(): boolean;
  pause(): void;
  resume(): void;
  /** How long it has been held, all pauses together. */
  pausedMs(): DurationMs;
  /** Resolves at once while the sweep goes, else when it goes on or is cancelled. */
  going(signal: AbortSignal): Promise<void>;
}

/** A control for one sweep, which goes. */
export function createSweepControl(clock: Pick<Clock, 'monotonic'>): SweepControl {
  const gate = createPauseGate();
  let pausedSince: number | null = null;
  let before = 0;
  return {
    isPaused: gate.isPaused,
    pause: () => {
      pausedSince ??= clock.monotonic();
      gate.pause();
    },
    resume: () => {
      if (pausedSince === null) return;
      before += clock.monotonic() - pausedSince;
      pausedSince = null;
      gate.resume();
    },
    pausedMs: () => before + (pausedSince === null ? 0 : clock.monotonic() - pausedSince),
    going: gate.passed,
  };
}
