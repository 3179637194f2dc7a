import { err, ok, type Result } from '#shared/model/result.ts';
import { loadCacheEntries, prepareCacheEntry, type StoredCacheEntry } from './cache-table.ts';
import {
  loadCertificates,
  removeCertificate,
  type StoredCertificate,
  saveCertificate,
} from './certificate-table.ts';
import { type Connection, connect, numberIn, SqlError } from './connection.ts';
import type { StoreError } from './error.ts';
import { createFlowStore, type FlowStore } from './flow-store.ts';
import { createFlowTable } from './flow-table.ts';
import { createGuard } from './guard.ts';
import { currentVersion, migrate, versionOf } from './migrations.ts';
import { corrupt, newer, prepareFile, type StoreFile } from './store-file.ts';
import { readValue, writeValue } from './value-table.ts';
import { createWriteQueue } from './write-queue.ts';

/** What the workbench keeps between two runs, in one SQLite file. */
export interface Store {
  readonly flows: FlowStore;
  readonly cache: {
    save(entry: StoredCacheEntry): void;
    remove(key: string): void;
    /** Least recently used first. */
    load(): readonly StoredCacheEntry[];
  };
  readonly certificates: {
    save(certificate: StoredCertificate): void;
    remove(fingerprint: string): void;
    load(): readonly StoredCertificate[];
  };
  /** Small values by name, of which each reader checks its own. */
  readonly values: {
    read(name: string): unknown;
    write(name: string, value: unknown): void;
  };
  /** Writes what waits. All that was written before survives the end of the process, however that comes. */
  flush(): void;
  /** Writes what waits and closes the file; nothing is read or written after that. */
  close(): void;
}

export interface StoreOptions {
  /** Told of each failure at run time; the store goes on without what failed. */
  readonly onError?: (error: StoreError) => void;
}

/** Kept in memory alone and gone when it is closed: for programs that keep nothing, and for tests. */
export const inMemory = ':memory:';

/**
 * Opens the store at `path`, or creates it with its folder. A file that is damaged or was written by a newer
 * version is moved aside and reported: opening once more then begins with an empty file.
 */
export function openStore(path: string, options: StoreOptions = {}): Result<Store, StoreError> {
  const file = path === inMemory ? ok({ sizeBytes: 0 }) : prepareFile(path);
  if (!file.ok) return file;
  const connection = openConnection(path, file.value);
  return connection.ok ? ok(createStore(connection.value, options)) : connection;
}

function openConnection(path: string, file: StoreFile): Result<Connection, StoreError> {
  let connection: Connection | null = null;
  try {
    connection = connect(path);
    // The log survives a killed process; only a power cut can take the latest transactions.
    connection.query('pragma journal_mode = wal');
    connection.query('pragma synchronous = normal');
    const version = versionOf(connection);
    if (version > currentVersion) {
      connection.close();
      return err(newer(path, version));
    }
    if (version === 0 && hasTables(connection)) {
      connection.close();
      return err({ code: 'file-foreign', path });
    }
    migrate(connection);
    const flaws = file.sizeBytes > quickCheckLimit ? 0 : countFlaws(connection);
    if (flaws === 0) return ok(connection);
    connection.close();
    return err(corrupt(path, 'its pages are damaged'));
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    connection?.close();
    return err(openError(path, error));
  }
}

/** The check reads the whole file; a larger one would delay the start, and damage shows when it is read. */
const quickCheckLimit = 32 * 1024 * 1024;

/** Counted, not read: the words of the check may quote damaged text, which libsql does not survive. */
function countFlaws(connection: Connection): number {
  const sql = `select count(*) as count from pragma_quick_check(1) where quick_check <> 'ok'`;
  return numberIn(connection.query(sql)[0], 'count');
}

function hasTables(connection: Connection): boolean {
  return numberIn(connection.query('select count(*) as count from sqlite_schema')[0], 'count') > 0;
}

function openError(path: string, { code, message }: SqlError): StoreError {
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return { code: 'file-locked', path };
  }
  const isDamage = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_ERROR', 'SQLITE_CONSTRAINT'].some(
    (prefix) => code.startsWith(prefix),
  );
  return isDamage ? corrupt(path, message) : { code: 'file-unusable', path, detail: message };
}

function createStore(connection: Connection, options: StoreOptions): Store {
  const { onError = () => {} } = options;
  const guard = createGuard(onError);
  const table = createFlowTable(connection, guard);
  const queue = createWriteQueue({
    connection,
    flows: table,
    guard,
    onInserted: (inserted, replaced) => flows.inserted(inserted, replaced),
    onUndone: () => flows.undone(),
  });
  const flows = createFlowStore({
    table,
    guard,
    queue: {
      add: (flow) => queue.addFlow(flow),
      flush: () => queue.flush(),
      flushForReader: () => queue.flushForReader(),
    },
  });
  const writeNow = (what: string, work: () => void) => guard.write(what, () => 0, work);
  // What was deleted in a run that did not end well stays deleted.
  flows.purgeHidden();

  return {
    flows,
    cache: {
      save: (entry) => queue.putEntry(entry.summary.key, prepareCacheEntry(entry)),
      remove: (key) => queue.putEntry(key, null),
      load: () => {
        queue.flush();
        return guard.read('The cache', [], () => loadCacheEntries(connection, guard));
      },
    },
    certificates: {
      save: (certificate) =>
        writeNow('A certificate', () => saveCertificate(connection, certificate)),
      remove: (fingerprint) =>
        writeNow('A certificate', () => removeCertificate(connection, fingerprint)),
      load: () => guard.read('The certificates', [], () => loadCertificates(connection, guard)),
    },
    values: {
      read: (name) => guard.read(name, null, () => readValue(connection, name, guard)),
      write: (name, value) => writeNow(name, () => writeValue(connection, name, value)),
    },
    flush: () => queue.flush(),
    close: () => {
      queue.stop();
      guard.write(
        'The end',
        () => 0,
        () => {
          connection.query('pragma wal_checkpoint(truncate)');
          connection.close();
        },
      );
      guard.close();
    },
  };
}
