import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { ok, type Result } from '#shared/model/result.ts';
import type { SweepResult } from '#shared/model/sweep.ts';
import type { SweepPage } from '#shared/model/sweep-view.ts';
import {
  type JournalError,
  keyOf,
  type LineFile,
  openLines,
  readJournal,
  readResult,
  toLine,
} from './journal.ts';
import { createStatistics } from './sweep-statistics.ts';

type Status = SweepResult['status'];

/**
 * The results of one sweep: they are in a file, and only where each stands is in memory. The file is the journal
 * from which an interrupted sweep goes on.
 */
export interface KeptResults {
  readonly statistics: ReturnType<typeof createStatistics>;
  /** By the key of `keyOf`. */
  isDone(key: string): boolean;
  add(result: SweepResult): Result<null, JournalError>;
  page(status: Status | null, offset: number, limit: number): SweepPage;
  /** Every result, in its order. */
  all(): Iterable<SweepResult>;
  /** Takes up what an earlier sweep wrote. */
  resume(): Promise<void>;
  /** Begins anew, with an empty file. */
  reset(): void;
  close(): void;
}

export function createKeptResults(path: string): KeptResults {
  let statistics = createStatistics();
  let ends: number[] = [];
  let starts: number[] = [];
  let byStatus: Record<Status, number[]> = noIndex();
  const done = new Set<string>();
  let length = 0;
  let lines: LineFile | null = null;
  const note = (result: SweepResult, start: number, octets: number) => {
    const index = starts.push(start) - 1;
    ends.push(start + octets);
    byStatus[result.status].push(index);
    done.add(keyOf(result));
    statistics.add(result);
  };
  const forget = () => {
    statistics = createStatistics();
    [starts, ends, byStatus, length] = [[], [], noIndex(), 0];
    done.clear();
    lines?.close();
    lines = null;
  };
  const read = (file: number, index: number): readonly SweepResult[] => {
    const start = starts[index] ?? 0;
    const octets = Buffer.alloc((ends[index] ?? start) - start);
    readSync(file, octets, 0, octets.length, start);
    const result = readResult(octets.toString('utf8'));
    return result === null ? [] : [result];
  };
  return {
    get statistics() {
      return statistics;
    },
    isDone: (key) => done.has(key),
    add: (result) => {
      if (lines === null) {
        const opened = openLines(path, length);
        if (!opened.ok) return opened;
        lines = opened.value;
      }
      const line = toLine(result);
      const written = lines.write(line);
      if (!written.ok) return written;
      const octets = Buffer.byteLength(line);
      note(result, length, octets);
      length += octets + 1;
      return ok(null);
    },
    page: (status, offset, limit) => {
      const indices = status === null ? null : byStatus[status];
      const total = indices === null ? starts.length : indices.length;
      const wanted = Array.from(
        { length: Math.max(Math.min(limit, total - offset), 0) },
        (_, at) => (indices === null ? offset + at : (indices[offset + at] ?? 0)),
      );
      if (wanted.length === 0) return { total, results: [] };
      return {
        total,
        results: withFile(path, (file) => wanted.flatMap((index) => read(file, index))),
      };
    },
    all: function* () {
      if (starts.length === 0) return;
      const file = openSync(path, 'r');
      try {
        for (let index = 0; index < starts.length; index += 1) yield* read(file, index);
      } finally {
        closeSync(file);
      }
    },
    resume: async () => {
      forget();
      length = await readJournal(path, (result, { offset, octets }) =>
        note(result, offset, octets),
      );
    },
    reset: () => {
      forget();
      writeFileSync(path, '', { mode: 0o600 });
    },
    close: () => {
      lines?.close();
      lines = null;
    },
  };
}

function noIndex(): Record<Status, number[]> {
  return { good: [], revoked: [], unknown: [], indeterminate: [] };
}

function withFile<T>(path: string, work: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}
