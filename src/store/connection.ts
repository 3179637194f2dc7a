import Libsql from 'libsql';

/**
 * What may be bound to a parameter, octets only where there are some. Nothing else: libsql ends the whole process on
 * a boolean, and on an empty blob when it is read.
 */
export type SqlValue = string | number | Uint8Array | null;

/** One row of a query, to be read with `textIn` and `numberIn`. */
export type Row = Readonly<Record<string, unknown>>;

/** A connection to the SQLite file. Its functions throw `SqlError` where SQLite fails. */
export interface Connection {
  /** Runs one statement; returns how many rows it changed. */
  run(sql: string, ...values: readonly SqlValue[]): number;
  query(sql: string, ...values: readonly SqlValue[]): readonly Row[];
  /** Runs several statements without parameters. */
  execute(sql: string): void;
  /** Runs `work` in one transaction, which is undone where it throws. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** What SQLite throws: `code` is its own, such as `SQLITE_FULL`. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** How long another program's transaction is waited for. */
const busyMs = 500;

/** Opens a SQLite file, or a database in memory (`:memory:`). */
export function connect(path: string): Connection {
  const database = translateErrors(() => new Libsql(path, { timeout: busyMs }));
  const prepared = new Map<string, ReturnType<typeof database.prepare>>();
  const prepare = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    run: (sql, ...values) => translateErrors(() => prepare(sql).run([...values]).changes),
    query: (sql, ...values) =>
      translateErrors(() =>
        prepare(sql)
          .all([...values])
          .filter((row) => isRow(row)),
      ),
    execute: (sql) => {
      translateErrors(() => database.exec(sql));
    },
    transaction: (work) => {
      translateErrors(() => database.exec('begin immediate'));
      try {
        const result = work();
        translateErrors(() => database.exec('commit'));
        return result;
      } catch (error) {
        // SQLite has undone it already where the disk is full or the file is damaged.
        if (database.inTransaction) database.exec('rollback');
        throw error;
      }
    },
    close: () => {
      prepared.clear();
      translateErrors(() => database.close());
    },
  };
}

/**
 * A column as `textIn` reads it. Text is read as octets: libsql ends the whole process on text that is not
 * UTF-8, which a damaged file may hold, and on blobs without an octet.
 */
export function octets(column: string): string {
  return `nullif(cast(${column} as blob), x'') as ${column}`;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a column that was selected by `octets`; null where it is not UTF-8. */
export function textIn(row: Row, column: string): string | null {
  const value = row[column];
  if (value === null || value === undefined) return '';
  if (!(value instanceof ArrayBuffer) && !(value instanceof Uint8Array)) return null;
  try {
    return utf8.decode(value);
  } catch {
    // Octets that are not UTF-8: the one thing that a fatal decoder throws for.
    return null;
  }
}

/** The number in a column; 0 where there is none. */
export function numberIn(row: Row | undefined, column: string): number {
  const value = row?.[column];
  return typeof value === 'number' ? value : 0;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}

function translateErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Libsql.SqliteError) throw new SqlError(error.message, error.code);
    // libsql gives errors of opening no type of their own.
    if (error instanceof Error && error.message.startsWith('ConnectionFailed')) {
      throw new SqlError(error.message, 'SQLITE_CANTOPEN');
    }
    throw error;
  }
}
