import type { CacheEntrySummary } from '#shared/model/cache.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { cacheEntrySummary } from '#shared/schema/cache.ts';
import { type Connection, octets, type Row, textIn } from './connection.ts';
import { decodeColumn, type Shape } from './decode-row.ts';
import { encodeJson } from './encode-json.ts';
import type { Guard } from './guard.ts';

/** A cached answer as it is kept between two runs. */
export interface StoredCacheEntry {
  readonly summary: CacheEntrySummary;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
}

/** Writes an entry, within the caller's transaction. */
export function saveCacheEntry(connection: Connection, key: string, entry: PreparedEntry): void {
  connection.run(
    'insert or replace into cache_entries (key, last_used_at, entry) values (?, ?, ?)',
    ...[key, entry.lastUsedAt, entry.json],
  );
}

/** Removes an entry, within the caller's transaction. */
export function removeCacheEntry(connection: Connection, key: string): void {
  connection.run('delete from cache_entries where key = ?', key);
}

/** An entry as it is written. */
export interface PreparedEntry {
  readonly lastUsedAt: EpochMs;
  readonly json: string;
}

export function prepareCacheEntry({ summary, response, request }: StoredCacheEntry): PreparedEntry {
  const json = encodeJson({ summary, response, request });
  return { lastUsedAt: summary.lastHitAt ?? summary.storedAt, json };
}

/** All entries, least recently used first; those that cannot be read are reported and left out. */
export function loadCacheEntries(
  connection: Connection,
  guard: Guard,
): readonly StoredCacheEntry[] {
  const rows = connection.query(
    `select ${octets('key')}, ${octets('entry')} from cache_entries order by last_used_at, key`,
  );
  return rows.flatMap((row) => {
    const decoded = decodeColumn(row, 'entry', entryShape);
    if (decoded.ok) return [decoded.value];
    const { detail } = decoded.error;
    guard.report({ code: 'row-undecodable', table: 'cache', id: keyOf(row), detail });
    return [];
  });
}

function keyOf(row: Row): string {
  return textIn(row, 'key') ?? 'unreadable key';
}

/** Entries of earlier versions have more fields, which nobody needs: an answer is judged anew before it serves. */
const entryShape: Shape<StoredCacheEntry> = {
  safeParse: (value) => {
    if (!isObject(value)) return refuse('an object');
    const { response, request } = value;
    const summary = cacheEntrySummary.safeParse(value.summary);
    if (!summary.success) return summary;
    if (!(response instanceof Uint8Array)) return refuse('response');
    if (!(request instanceof Uint8Array)) return refuse('request');
    return { success: true, data: { summary: summary.data, response, request } };
  },
};

function refuse(field: string) {
  return {
    success: false,
    error: { issues: [{ path: [field], message: 'not what it should be' }] },
  } as const;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
