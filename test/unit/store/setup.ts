import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { onTestFinished } from 'vitest';
import type { StoreError } from '#store/error.ts';
import { openStore, type Store, type StoreOptions } from '#store/open-store.ts';

/** A directory that is removed when the test ends. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'revoscope-store-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export interface OpenedStore {
  readonly store: Store;
  readonly errors: readonly StoreError[];
}

/** Opens a store that must open, and collects what it reports; it is closed when the test ends. */
export function open(path: string, options: StoreOptions = {}): OpenedStore {
  const errors: StoreError[] = [];
  const opened = openStore(path, { onError: (error) => errors.push(error), ...options });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  onTestFinished(() => opened.value.close());
  return { store: opened.value, errors };
}

/** Changes a file as nobody should. */
export function tamper(path: string, sql: string): void {
  const database = new Libsql(path, {});
  database.exec(sql);
  database.pragma('wal_checkpoint(truncate)');
  database.close();
}
