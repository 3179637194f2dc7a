import type { ExchangeRequest } from '../ports.ts';

/** What was not reached in time, and which limit it was. */
export interface Lateness {
  readonly of: 'connection' | 'response';
  readonly afterMs: number;
}

/** The two time limits of one exchange. */
export interface Deadlines {
  /** A connection is being made, for the first time or once more. */
  connecting(): void;
  connected(): void;
  clear(): void;
}

/** Starts the limit for the whole exchange; the one for the connection runs while one is being made. */
export function startDeadlines(
  limits: Pick<ExchangeRequest, 'connectTimeoutMs' | 'totalTimeoutMs'>,
  onLate: (lateness: Lateness) => void,
): Deadlines {
  const { connectTimeoutMs, totalTimeoutMs } = limits;
  let waitingFor: Lateness['of'] = 'connection';
  let connectTimer: NodeJS.Timeout | undefined;
  const totalTimer = setTimeout(
    () => onLate({ of: waitingFor, afterMs: totalTimeoutMs }),
    totalTimeoutMs,
  );
  return {
    connecting: () => {
      waitingFor = 'connection';
      clearTimeout(connectTimer);
      connectTimer = setTimeout(
        () => onLate({ of: 'connection', afterMs: connectTimeoutMs }),
        connectTimeoutMs,
      );
    },
    connected: () => {
      waitingFor = 'response';
      clearTimeout(connectTimer);
    },
    clear: () => {
      clearTimeout(connectTimer);
      clearTimeout(totalTimer);
    },
  };
}
