import type { CacheChange } from '#engine/ask/cache/memory-cache.ts';
import type { ResponseCache } from '#engine/ask/ports.ts';
import { assertNever } from '#shared/model/result.ts';
import { createThrottle } from './events.ts';
import type { Storage } from './storage.ts';

/** Follows the changes of the cache and writes them down; `flush` writes what is still waiting. */
export interface CachePersistence {
  /** Puts what was written last into the cache. */
  restore(cache: ResponseCache): void;
  follow(change: CacheChange): void;
  flush(): void;
}

const hitInterval = 1_000;

/**
 * New and removed entries are written at once. Hits change nothing but their count, and come by the thousand:
 * they are written once a second.
 */
export function createCachePersistence(storage: Storage['cache']): CachePersistence {
  const hit = new Map<string, Extract<CacheChange, { type: 'hit' }>['entry']>();
  const writeHits = createThrottle(() => {
    for (const entry of hit.values()) storage.save(entry);
    hit.clear();
  }, hitInterval);

  const forget = (key: string) => {
    hit.delete(key);
    storage.remove(key);
  };

  let isRestoring = false;

  return {
    restore: (cache) => {
      isRestoring = true;
      for (const entry of storage.load()) cache.store(entry);
      isRestoring = false;
    },
    follow: (change) => {
      if (isRestoring) return;
      switch (change.type) {
        case 'stored':
          hit.delete(change.entry.summary.key);
          storage.save(change.entry);
          return;
        case 'hit':
          hit.set(change.entry.summary.key, change.entry);
          writeHits.request();
          return;
        case 'removed':
          forget(change.entry.summary.key);
          return;
        case 'cleared':
          for (const entry of change.entries) forget(entry.summary.key);
          return;
        default:
          assertNever(change);
      }
    },
    flush: () => writeHits.flush(),
  };
}
