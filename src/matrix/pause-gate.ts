/** Holds work up between two pieces of it: what is under way ends, and nothing new begins. */
export interface PauseGate {
  readonly isPaused: () => boolean;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Resolves at once while nothing is paused, else when it goes on or is cancelled. */
  readonly passed: (signal: AbortSignal) => Promise<void>;
}

export function createPauseGate(): PauseGate {
  let paused = false;
  const waiting = new Set<() => void>();
  return {
    isPaused: () => paused,
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
      for (const go of waiting) go();
    },
    passed: async (signal) => {
      while (paused && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const go = () => {
            waiting.delete(go);
            signal.removeEventListener('abort', go);
            resolve();
          };
          waiting.add(go);
          signal.addEventListener('abort', go, { once: true });
        });
      }
    },
  };
}
