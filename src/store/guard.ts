import { SqlError } from './connection.ts';
import type { StoreError } from './error.ts';

/** Turns what SQLite throws at run time into reports, so that a full disk does not end the program. */
export interface Guard {
  /** Reads; where that fails, reports it and gives `fallback`. */
  read<T>(what: string, fallback: T, work: () => T): T;
  /** Writes; whether it succeeded. Failures are reported with the number of flows that wait. */
  write(what: string, waiting: () => number, work: () => void): boolean;
  report(error: StoreError): void;
  /** From now on nothing is read or written: what comes after the end is of no consequence. */
  close(): void;
}

export function createGuard(onError: (error: StoreError) => void): Guard {
  let isClosed = false;
  const reportedRows = new Set<string>();
  return {
    read: (what, fallback, work) => {
      if (isClosed) return fallback;
      try {
        return work();
      } catch (error) {
        onError({ code: 'read-failed', what, detail: sqlDetail(error) });
        return fallback;
      }
    },
    write: (what, waiting, work) => {
      if (isClosed) return false;
      try {
        work();
        return true;
      } catch (error) {
        onError({ code: 'write-failed', what, detail: sqlDetail(error), waiting: waiting() });
        return false;
      }
    },
    report: (error) => {
      if (error.code === 'row-undecodable') {
        const row = `${error.table} ${error.id}`;
        if (reportedRows.has(row)) return;
        reportedRows.add(row);
      }
      onError(error);
    },
    close: () => {
      isClosed = true;
    },
  };
}

/** Anything but SQLite's own errors is a bug and goes on. */
function sqlDetail(error: unknown): string {
  if (error instanceof SqlError) return `${error.message} (${error.code})`;
  throw error;
}
