import { type PreparedEntry, removeCacheEntry, saveCacheEntry } from './cache-table.ts';
import type { Connection } from './connection.ts';
import type { FlowTable, PreparedFlow } from './flow-table.ts';
import type { Guard } from './guard.ts';

/** Writes wait this long at most, so that a thousand flows a second make forty transactions. */
const batchMs = 25;
/** After a failure (a full disk) the next attempt waits longer. */
const retryMs = 2_000;
/** What is kept in memory while nothing can be written; beyond it the oldest flows are given up. */
const maxWaiting = 10_000;

/** Collects writes and does them together. */
export interface WriteQueue {
  addFlow(flow: PreparedFlow): void;
  /** null removes the entry. */
  putEntry(key: string, entry: PreparedEntry | null): void;
  /** Writes all that waits, in one transaction; false if that failed and it still waits. */
  flush(): boolean;
  /** The same for a reader, whom a file that could not be written a moment ago need not hold up again. */
  flushForReader(): void;
  /** Writes what waits, for the last time. */
  stop(): void;
}

export interface WriteQueueOptions {
  readonly connection: Connection;
  readonly flows: FlowTable;
  readonly guard: Guard;
  /** Called in the transaction, after new flows are in; `replaced` of them were there before. */
  readonly onInserted: (inserted: readonly PreparedFlow[], replaced: number) => void;
  /** Called where the transaction in which they were inserted failed. */
  readonly onUndone: () => void;
}

export function createWriteQueue(options: WriteQueueOptions): WriteQueue {
  const { connection, flows, guard, onInserted, onUndone } = options;
  let waitingFlows: PreparedFlow[] = [];
  let waitingEntries = new Map<string, PreparedEntry | null>();
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let isResting = false;

  const schedule = (afterMs: number) => {
    if (isStopped) return;
    timer ??= setTimeout(() => {
      timer = null;
      flush();
    }, afterMs);
  };
  const flush = (): boolean => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    isResting = false;
    if (waitingFlows.length === 0 && waitingEntries.size === 0) return true;
    const waiting = () => waitingFlows.length;
    const isWritten = guard.write('What happened last', waiting, () => {
      connection.transaction(() => {
        let replaced = 0;
        for (const flow of waitingFlows) replaced += flows.insert(flow);
        for (const [key, entry] of waitingEntries) {
          if (entry === null) removeCacheEntry(connection, key);
          else saveCacheEntry(connection, key, entry);
        }
        if (waitingFlows.length > 0) onInserted(waitingFlows, replaced);
      });
    });
    if (isWritten) {
      waitingFlows = [];
      waitingEntries = new Map();
      return true;
    }
    onUndone();
    isResting = true;
    schedule(retryMs);
    return false;
  };

  return {
    addFlow: (flow) => {
      waitingFlows.push(flow);
      if (waitingFlows.length > maxWaiting) waitingFlows.shift();
      schedule(batchMs);
    },
    putEntry: (key, entry) => {
      waitingEntries.set(key, entry);
      schedule(batchMs);
    },
    flush,
    flushForReader: () => {
      if (!isResting) flush();
    },
    stop: () => {
      isStopped = true;
      flush();
    },
  };
}
