import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import type { CacheEntry } from '#engine/ask/ports.ts';
import { createCachePersistence } from '#workbench/cache-persistence.ts';
import { type CachedAnswers, createCachedAnswers } from '#workbench/cached-answers.ts';
import { sampleEntry, startedAt } from '../store/samples.ts';
import { countingRandom, listeningHub, memoryStore } from './setup.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const entry = (key: string, storedAt = startedAt): CacheEntry => sampleEntry(key, { storedAt });

/** A cache that is written down as it changes, with its desk. */
function open() {
  const { hub, told } = listeningHub();
  const { cache: storage } = memoryStore();
  const saves = vi.spyOn(storage, 'save');
  const persistence = createCachePersistence(storage);
  const cache = createMemoryCache({
    onChange: (change) => {
      persistence.follow(change);
      desk.changed();
    },
  });
  const desk: CachedAnswers = createCachedAnswers({ cache, hub, random: countingRandom() });
  const stored = () => storage.load().map(({ summary }) => [summary.key, summary.hits] as const);
  return { cache, desk, told, persistence, stored, saves };
}

const tokenOf = (result: ReturnType<CachedAnswers['evict']>): string => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value.undoToken;
};

describe('the cache desk', () => {
  it('lists the newest first, a page at a time', () => {
    const { cache, desk } = open();
    for (const [key, at] of [
      ['a', 1],
      ['b', 3],
      ['c', 2],
      ['d', 2],
    ] as const) {
      cache.store(entry(key, startedAt + at));
    }
    const keys = (offset: number, limit: number) =>
      desk.list(offset, limit).entries.map(({ key }) => key);
    expect(keys(0, 10)).toEqual(['b', 'c', 'd', 'a']);
    expect(keys(1, 2)).toEqual(['c', 'd']);
    expect(desk.list(0, 1).statistics).toMatchObject({ entries: 4 });
  });

  it('tells of many changes once in a quarter of a second', () => {
    const { cache, told } = open();
    for (const key of ['a', 'b', 'c']) cache.store(entry(key));
    expect(told).toEqual([]);
    vi.advanceTimersByTime(250);
    expect(told).toEqual([
      { type: 'cache-changed', statistics: { entries: 3, hits: 0, misses: 0, coalesced: 0 } },
    ]);
  });

  it('evicts one and brings it back once', () => {
    const { cache, desk } = open();
    cache.store(entry('a'));
    const token = tokenOf(desk.evict('a'));
    expect(cache.entries()).toEqual([]);
    expect(desk.restore(token)).toEqual({ ok: true, value: null });
    expect(cache.entries()).toEqual([entry('a')]);
    expect(desk.restore(token)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(desk.evict('nothing')).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('brings the latest fifty removals back and lets older ones go', () => {
    const { cache, desk } = open();
    const tokens = Array.from({ length: 60 }, (_, index) => {
      cache.store(entry(`k${index}`));
      return tokenOf(desk.evict(`k${index}`));
    });
    const restored = tokens.map((token) => desk.restore(token).ok);
    expect(restored).toEqual(tokens.map((_, index) => index >= 10));
  });

  it('keeps the latest removal whatever its size, and no other beside it', () => {
    const { cache, desk } = open();
    cache.store(entry('small'));
    const small = tokenOf(desk.evict('small'));
    for (let index = 0; index < 10_000; index++) cache.store(entry(`k${index}`));
    const { undoToken } = desk.clear();
    expect(desk.restore(small)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(desk.restore(undoToken).ok).toBe(true);
    expect(cache.entries()).toHaveLength(10_000);
  });

  it('clears all and brings all back', () => {
    const { cache, desk } = open();
    for (const key of ['a', 'b']) cache.store(entry(key));
    const { undoToken } = desk.clear();
    expect(desk.statistics().entries).toBe(0);
    desk.restore(undoToken);
    expect(desk.statistics().entries).toBe(2);
  });

  it('does not bring an old answer back over one that came in the meantime', () => {
    const { cache, desk } = open();
    cache.store(entry('a'));
    const { undoToken } = desk.clear();
    const newer = entry('a', startedAt + 1);
    cache.store(newer);
    expect(desk.restore(undoToken).ok).toBe(true);
    expect(cache.entries()).toEqual([newer]);
  });
});

describe('the cache on disk', () => {
  it('has what was stored, and not what was removed', () => {
    const { cache, desk, stored } = open();
    for (const key of ['a', 'b', 'c']) cache.store(entry(key));
    desk.evict('b');
    expect(stored().map(([key]) => key)).toEqual(['a', 'c']);
    const { undoToken } = desk.clear();
    expect(stored()).toEqual([]);
    desk.restore(undoToken);
    expect(stored().map(([key]) => key)).toEqual(['a', 'c']);
  });

  it('has many hits of one entry in one write, a second later', () => {
    const { cache, stored, saves } = open();
    cache.store({ ...entry('a'), summary: { ...entry('a').summary, hits: 0 } });
    for (let hit = 0; hit < 100; hit += 1) cache.recordHit('a', startedAt + hit);
    expect(saves).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1_000);
    expect(saves).toHaveBeenCalledTimes(2);
    expect(stored()).toEqual([['a', 100]]);
  });

  it('has the hits that wait written when it is flushed', () => {
    const { cache, stored, persistence } = open();
    cache.store({ ...entry('a'), summary: { ...entry('a').summary, hits: 0 } });
    cache.recordHit('a', startedAt);
    persistence.flush();
    expect(stored()).toEqual([['a', 1]]);
  });

  it('does not bring back with a late hit what was removed', () => {
    const { cache, desk, stored } = open();
    cache.store(entry('a'));
    cache.store(entry('b'));
    cache.recordHit('a', startedAt);
    cache.recordHit('b', startedAt);
    desk.evict('a');
    desk.clear();
    vi.advanceTimersByTime(5_000);
    expect(stored()).toEqual([]);
  });
});
