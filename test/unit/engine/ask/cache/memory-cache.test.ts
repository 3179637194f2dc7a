import { describe, expect, it } from 'vitest';
import { type CacheChange, createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import type { CacheEntry } from '#engine/ask/ports.ts';

const storedAt = Date.UTC(2026, 0, 1);
const expiresAt = storedAt + 1_800_000;

const keyOf = (subject: string, policy = 'usual') => ({
  key: `${policy} about ${subject}`,
  subject,
});

function entryFor(subject: string, policy = 'usual'): CacheEntry {
  const { key } = keyOf(subject, policy);
  return {
    summary: {
      key,
      certificateLabel: subject,
      certificateFingerprint: '00',
      certId: { hashAlgorithm: 'SHA-1', issuerNameHash: '', issuerKeyHash: '', serialNumber: '01' },
      responderUri: 'http://h/',
      status: 'good',
      revocation: null,
      thisUpdate: storedAt,
      nextUpdate: null,
      storedAt,
      expiresAt,
      expiryCause: 'minimum-without-next-update',
      originFlowId: 'flow-1',
      hits: 0,
      lastHitAt: null,
    },
    response: new Uint8Array([1]),
    request: new Uint8Array([2]),
  };
}

function openCache(maxEntries = 10) {
  const changes: CacheChange[] = [];
  const cache = createMemoryCache({ maxEntries, onChange: (change) => changes.push(change) });
  return { cache, changes };
}

const keysOf = (entries: readonly CacheEntry[]) =>
  entries.map(({ summary }) => summary.certificateLabel);

describe('createMemoryCache', () => {
  it('finds an entry up to the last millisecond of its life, and then drops it', () => {
    const { cache, changes } = openCache();
    const entry = entryFor('a');
    cache.store(entry);
    expect(cache.find(keyOf('a'), storedAt)).toBe(entry);
    expect(cache.find(keyOf('a'), expiresAt - 1)).toBe(entry);
    expect(cache.find(keyOf('a'), expiresAt)).toEqual({
      code: 'expired',
      expiredAt: expiresAt,
      at: expiresAt,
    });
    expect(cache.entries()).toEqual([]);
    expect(changes).toEqual([
      { type: 'stored', entry },
      { type: 'removed', entry, cause: 'expired' },
    ]);
  });

  it('drops an entry that was stored at a time which has not come', () => {
    const { cache, changes } = openCache();
    cache.store(entryFor('a'));
    const at = storedAt - 1;
    expect(cache.find(keyOf('a'), at)).toEqual({ code: 'not-yet-valid', storedAt, at });
    expect(changes.at(-1)).toMatchObject({ type: 'removed', cause: 'clock-went-back' });
  });

  it('finds nothing under a key that was never stored', () => {
    expect(openCache().cache.find(keyOf('a'), storedAt)).toEqual({ code: 'none' });
  });

  it('knows an answer that is kept under another policy, for as long as it is kept', () => {
    const { cache } = openCache();
    cache.store(entryFor('a', 'strict'));
    cache.store(entryFor('a', 'strict'));
    expect(cache.find(keyOf('a'), storedAt)).toEqual({ code: 'other-policy' });
    cache.evict(keyOf('a', 'strict').key);
    expect(cache.find(keyOf('a'), storedAt)).toEqual({ code: 'none' });
    cache.store(entryFor('a', 'strict'));
    cache.clear();
    expect(cache.find(keyOf('a'), storedAt)).toEqual({ code: 'none' });
  });

  it('drops the entry that was not used for longest when it is full', () => {
    const { cache, changes } = openCache(2);
    cache.store(entryFor('a'));
    cache.store(entryFor('b'));
    cache.recordHit(keyOf('a').key, storedAt + 1);
    cache.store(entryFor('c'));
    expect(keysOf(cache.entries())).toEqual(['a', 'c']);
    expect(changes.at(-1)).toMatchObject({
      type: 'removed',
      cause: 'least-recently-used',
      entry: { summary: { key: keyOf('b').key } },
    });
  });

  it('does not take being looked for as a use', () => {
    const { cache } = openCache(2);
    cache.store(entryFor('a'));
    cache.store(entryFor('b'));
    cache.find(keyOf('a'), storedAt);
    cache.store(entryFor('c'));
    expect(keysOf(cache.entries())).toEqual(['b', 'c']);
  });

  it('replaces an entry of the same key and makes it the most recently used', () => {
    const { cache } = openCache(2);
    cache.store(entryFor('a'));
    cache.store(entryFor('b'));
    const newer = { ...entryFor('a'), response: new Uint8Array([7]) };
    cache.store(newer);
    expect(keysOf(cache.entries())).toEqual(['b', 'a']);
    expect(cache.find(keyOf('a'), storedAt)).toBe(newer);
  });

  it('counts hits of an entry with the time of the last, and leaves the old object as it was', () => {
    const { cache, changes } = openCache();
    const entry = entryFor('a');
    cache.store(entry);
    cache.recordHit(keyOf('a').key, storedAt + 5);
    cache.recordHit(keyOf('a').key, storedAt + 9);
    expect(entry.summary.hits).toBe(0);
    expect(cache.find(keyOf('a'), storedAt + 9)).toMatchObject({
      summary: { hits: 2, lastHitAt: storedAt + 9 },
    });
    expect(changes.at(-1)).toMatchObject({ type: 'hit', entry: { summary: { hits: 2 } } });
  });

  it('evicts one entry and gives it back', () => {
    const { cache, changes } = openCache();
    const entry = entryFor('a');
    cache.store(entry);
    expect(cache.evict(keyOf('a').key)).toBe(entry);
    expect(cache.evict(keyOf('a').key)).toBeNull();
    expect(changes.slice(1)).toEqual([{ type: 'removed', entry, cause: 'evicted' }]);
  });

  it('clears all at once and gives them back', () => {
    const { cache, changes } = openCache();
    const entries = [entryFor('a'), entryFor('b')];
    for (const entry of entries) cache.store(entry);
    expect(cache.clear()).toEqual(entries);
    expect(cache.clear()).toEqual([]);
    expect(changes.slice(2)).toEqual([{ type: 'cleared', entries }]);
  });

  it('counts hits and misses over its whole life, and passes on what was coalesced', () => {
    const cache = createMemoryCache({ coalescedCount: () => 3 });
    cache.store(entryFor('a'));
    cache.recordHit(keyOf('a').key, storedAt);
    cache.recordMiss();
    cache.recordMiss();
    cache.clear();
    expect(cache.statistics()).toEqual({ entries: 0, hits: 1, misses: 2, coalesced: 3 });
  });

  it('holds 10,000 entries by default', () => {
    const cache = createMemoryCache();
    for (let index = 0; index <= 10_000; index += 1) cache.store(entryFor(`k${index}`));
    expect(cache.statistics().entries).toBe(10_000);
    expect(cache.find(keyOf('k0'), storedAt)).toEqual({ code: 'none' });
    expect(cache.find(keyOf('k1'), storedAt)).toHaveProperty('summary');
  });
});
