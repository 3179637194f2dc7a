import type { WorkbenchEvent } from '#shared/model/workbench-event.ts';

/** Tells whoever listens what happened in the workbench. */
export interface EventHub {
  emit(event: WorkbenchEvent): void;
  listen(listener: (event: WorkbenchEvent) => void): () => void;
}

export function createEventHub(): EventHub {
  const listeners = new Set<(event: WorkbenchEvent) => void>();
  return {
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Runs `task` once, `delayMs` after the first of several calls; `flush` runs it now if it is waiting. */
export function createThrottle(
  task: () => void,
  delayMs: number,
): { request(): void; flush(): void } {
  let timer: NodeJS.Timeout | null = null;
  const run = () => {
    timer = null;
    task();
  };
  return {
    request: () => {
      timer ??= setTimeout(run, delayMs);
    },
    flush: () => {
      if (timer === null) return;
      clearTimeout(timer);
      run();
    },
  };
}
