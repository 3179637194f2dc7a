import type { CacheEntry, ResponseCache } from '#engine/ask/ports.ts';
import { hexOf } from '#pki/octets.ts';
import type { CacheEntrySummary, CacheStatistics } from '#shared/model/cache.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from './error.ts';
import { createThrottle, type EventHub } from './events.ts';

/** The response cache as a person handles it. */
export interface CachedAnswers {
  /** Newest first. */
  list(
    offset: number,
    limit: number,
  ): { readonly entries: readonly CacheEntrySummary[]; readonly statistics: CacheStatistics };
  evict(key: string): Result<{ readonly undoToken: string }, WorkbenchError>;
  clear(): { readonly undoToken: string };
  restore(undoToken: string): Result<null, WorkbenchError>;
  statistics(): CacheStatistics;
  /** Tells the window, soon, that the cache is not what it was. */
  changed(): void;
  flush(): void;
}

const tellInterval = 250;
/** So many removals can be undone, the latest of them, and so many entries in all. */
const mostTokens = 50;
const mostEntries = 10_000;

export function createCachedAnswers({
  cache,
  hub,
  random,
}: {
  readonly cache: ResponseCache;
  readonly hub: EventHub;
  readonly random: RandomBytes;
}): CachedAnswers {
  const taken = new Map<string, readonly CacheEntry[]>();
  const tell = createThrottle(() => {
    hub.emit({ type: 'cache-changed', statistics: cache.statistics() });
  }, tellInterval);

  const keepForUndo = (entries: readonly CacheEntry[]) => {
    const undoToken = hexOf(random(8));
    taken.set(undoToken, entries);
    let kept = [...taken.values()].reduce((sum, { length }) => sum + length, 0);
    for (const [oldest, { length }] of taken) {
      const isLatest = oldest === undoToken;
      if (isLatest || (taken.size <= mostTokens && kept <= mostEntries)) break;
      taken.delete(oldest);
      kept -= length;
    }
    tell.request();
    return { undoToken };
  };

  return {
    list: (offset, limit) => {
      const newestFirst = cache.entries().map((entry) => entry.summary);
      newestFirst.sort((a, b) => b.storedAt - a.storedAt || (a.key < b.key ? -1 : 1));
      return { entries: newestFirst.slice(offset, offset + limit), statistics: cache.statistics() };
    },
    evict: (key) => {
      const entry = cache.evict(key);
      return entry === null
        ? err({ code: 'not-found', what: 'cache-entry' })
        : ok(keepForUndo([entry]));
    },
    clear: () => keepForUndo(cache.clear()),
    restore: (undoToken) => {
      const entries = taken.get(undoToken);
      if (entries === undefined) return err({ code: 'not-found', what: 'removed-entries' });
      taken.delete(undoToken);
      // What was asked anew in the meantime is newer than what was removed.
      const present = new Set(cache.entries().map((entry) => entry.summary.key));
      for (const entry of entries) if (!present.has(entry.summary.key)) cache.store(entry);
      tell.request();
      return ok(null);
    },
    statistics: () => cache.statistics(),
    changed: () => tell.request(),
    flush: () => tell.flush(),
  };
}
