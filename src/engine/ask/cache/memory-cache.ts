import type { CacheMissCause } from '#shared/model/cache.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { CacheEntry, ResponseCache } from '../ports.ts';
import { subjectOf } from './cache-key.ts';

/** What happened to the cache, as it happens. */
export type CacheChange =
  | { readonly type: 'stored'; readonly entry: CacheEntry }
  /** `entry` with the hit counted. */
  | { readonly type: 'hit'; readonly entry: CacheEntry }
  | { readonly type: 'removed'; readonly entry: CacheEntry; readonly cause: RemovalCause }
  | { readonly type: 'cleared'; readonly entries: readonly CacheEntry[] };

/** `clock-went-back`: the entry was stored at a time that has not come yet. */
export type RemovalCause = 'expired' | 'clock-went-back' | 'least-recently-used' | 'evicted';

export interface MemoryCacheOptions {
  /** 10,000 by default; the entry that was not used for longest makes room. */
  readonly maxEntries?: number;
  readonly onChange?: (change: CacheChange) => void;
  /** The count of joined requests for the statistics; 0 by default. */
  readonly coalescedCount?: () => number;
}

/**
 * Keeps validated answers in memory, in the order of their last use. It looks at no clock: an entry goes when
 * it is looked for after its time, when it is in the way, or when it is told to.
 */
export function createMemoryCache(options: MemoryCacheOptions = {}): ResponseCache {
  const { maxEntries = 10_000, onChange = () => {}, coalescedCount = () => 0 } = options;
  /** A Map keeps the order of insertion: least recently used first. */
  const kept = new Map<string, CacheEntry>();
  /** How many entries each responder and certificate have, under whatever policy. */
  const subjects = new Map<string, number>();
  let hits = 0;
  let misses = 0;

  const count = (key: string) => {
    const subject = subjectOf(key);
    subjects.set(subject, (subjects.get(subject) ?? 0) + 1);
  };
  const uncount = (key: string) => {
    const subject = subjectOf(key);
    const left = (subjects.get(subject) ?? 1) - 1;
    if (left === 0) subjects.delete(subject);
    else subjects.set(subject, left);
  };

  const remove = (key: string, cause: RemovalCause): CacheEntry | null => {
    const entry = kept.get(key);
    if (entry === undefined) return null;
    kept.delete(key);
    uncount(key);
    onChange({ type: 'removed', entry, cause });
    return entry;
  };
  const put = (entry: CacheEntry) => {
    const { key } = entry.summary;
    if (!kept.delete(key)) count(key);
    kept.set(key, entry);
  };

  return {
    find: ({ key, subject }, now) => {
      const entry = kept.get(key);
      if (entry === undefined)
        return subjects.has(subject) ? { code: 'other-policy' } : { code: 'none' };
      const cause = missCauseAt(entry, now);
      if (cause === null) return entry;
      remove(key, cause.code === 'expired' ? 'expired' : 'clock-went-back');
      return cause;
    },
    store: (entry) => {
      put(entry);
      onChange({ type: 'stored', entry });
      for (const oldest of kept.keys()) {
        if (kept.size <= maxEntries) break;
        remove(oldest, 'least-recently-used');
      }
    },
    recordHit: (key, now) => {
      hits += 1;
      const entry = kept.get(key);
      if (entry === undefined) return;
      const { summary, request, response } = entry;
      const counted = { ...summary, hits: summary.hits + 1, lastHitAt: now };
      const hit = { summary: counted, request, response };
      put(hit);
      onChange({ type: 'hit', entry: hit });
    },
    recordMiss: () => {
      misses += 1;
    },
    evict: (key) => remove(key, 'evicted'),
    clear: () => {
      const entries = [...kept.values()];
      kept.clear();
      subjects.clear();
      if (entries.length > 0) onChange({ type: 'cleared', entries });
      return entries;
    },
    entries: () => [...kept.values()],
    statistics: () => ({ entries: kept.size, hits, misses, coalesced: coalescedCount() }),
  };
}

function missCauseAt(
  { summary: { storedAt, expiresAt } }: CacheEntry,
  at: EpochMs,
): Extract<CacheMissCause, { code: 'expired' | 'not-yet-valid' }> | null {
  if (at >= expiresAt) return { code: 'expired', expiredAt: expiresAt, at };
  return at < storedAt ? { code: 'not-yet-valid', storedAt, at } : null;
}
