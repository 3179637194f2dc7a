import type { CacheEntrySummary } from '#shared/model/cache.ts';
import type { ResponseSummary } from '#shared/model/ocsp.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { CheckResult } from '#shared/model/verdict.ts';
import { cacheEntrySummary } from '#shared/schema/cache.ts';
import { checkResult, responseSummary } from '#shared/schema/verdict.ts';
import { type Connection, octets, type Row, textIn } from './connection.ts';
import { decodeColumn, type Shape } from './decode-row.ts';
import { encodeJson } from './encode-json.ts';
import type { Guard } from './guard.ts';

/** A cached answer as it is kept between two runs: the engine's `CacheEntry` without its provenance. */
export interface StoredCacheEntry {
  readonly summary: CacheEntrySummary;
  readonly response: Uint8Array;
  readonly request: Uint8Array;
  readonly checks: readonly CheckResult[];
  readonly times: StoredTimes;
  readonly responseSummary: ResponseSummary;
}

/** A cached answer that came from the file: to be validated in full before its first use. */
export interface RestoredCacheEntry extends StoredCacheEntry {
  readonly provenance: 'restored';
}

/** The engine's `TimeFacts`. */
export interface StoredTimes {
  readonly producedAt: EpochMs;
  readonly thisUpdate: EpochMs;
  readonly nextUpdate: EpochMs | null;
  readonly delegate: Validity | null;
  readonly certificate: Validity;
  readonly revokedAt: EpochMs | null;
}

interface Validity {
  readonly notBefore: EpochMs;
  readonly notAfter: EpochMs;
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

export function prepareCacheEntry(entry: StoredCacheEntry): PreparedEntry {
  const { summary, response, request, checks, times, responseSummary: said } = entry;
  const stored: StoredCacheEntry = {
    ...{ summary, response, request, checks, times },
    responseSummary: said,
  };
  return { lastUsedAt: summary.lastHitAt ?? summary.storedAt, json: encodeJson(stored) };
}

/** All entries, least recently used first; those that cannot be read are reported and left out. */
export function loadCacheEntries(
  connection: Connection,
  guard: Guard,
): readonly RestoredCacheEntry[] {
  const rows = connection.query(
    `select ${octets('key')}, ${octets('entry')} from cache_entries order by last_used_at, key`,
  );
  return rows.flatMap((row) => {
    const decoded = decodeColumn(row, 'entry', entryShape);
    if (decoded.ok) return [{ ...decoded.value, provenance: 'restored' as const }];
    const { detail } = decoded.error;
    guard.report({ code: 'row-undecodable', table: 'cache', id: keyOf(row), detail });
    return [];
  });
}

function keyOf(row: Row): string {
  return textIn(row, 'key') ?? 'unreadable key';
}

const entryShape: Shape<StoredCacheEntry> = {
  safeParse: (value) => {
    if (!isObject(value)) return refuse('an object');
    const { response, request, checks, times } = value;
    const summary = cacheEntrySummary.safeParse(value.summary);
    if (!summary.success) return summary;
    const said = responseSummary.safeParse(value.responseSummary);
    if (!said.success) return said;
    if (!(response instanceof Uint8Array)) return refuse('response');
    if (!(request instanceof Uint8Array)) return refuse('request');
    if (!Array.isArray(checks) || !checks.every(isCheckResult)) return refuse('checks');
    if (!isTimes(times)) return refuse('times');
    const data = { summary: summary.data, response, request, checks, times };
    return { success: true, data: { ...data, responseSummary: said.data } };
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

function isCheckResult(value: unknown): value is CheckResult {
  return checkResult.safeParse(value).success;
}

function isTimes(value: unknown): value is StoredTimes {
  if (!isObject(value)) return false;
  const { producedAt, thisUpdate, nextUpdate, delegate, certificate, revokedAt } = value;
  return (
    [producedAt, thisUpdate].every(isTime) &&
    [nextUpdate, revokedAt].every((time) => time === null || isTime(time)) &&
    isValidity(certificate) &&
    (delegate === null || isValidity(delegate))
  );
}

function isValidity(value: unknown): value is Validity {
  return isObject(value) && isTime(value.notBefore) && isTime(value.notAfter);
}

function isTime(value: unknown): value is EpochMs {
  return typeof value === 'number';
}
