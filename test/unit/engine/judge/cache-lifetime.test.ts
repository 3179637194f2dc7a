import { describe, expect, it } from 'vitest';
import { cacheLifetime } from '#engine/judge/cache-lifetime.ts';
import type { ExpiryCause } from '#shared/model/cache.ts';
import type { CachePolicy } from '#shared/model/policy.ts';

const now = Date.UTC(2026, 0, 1);
const minute = 60_000;
const bounds: CachePolicy = {
  use: 'on',
  minSeconds: 1_800,
  maxSeconds: 3_600,
  hold: 'until-next-update',
};
const holding: CachePolicy = { ...bounds, hold: 'past-next-update' };

/** Minutes from now: nextUpdate, signer's notAfter, and what is expected. */
type Row = readonly [
  title: string,
  cache: CachePolicy,
  nextUpdate: number | null,
  signerNotAfter: number | null,
  expiresAt: number,
  cause: ExpiryCause,
];

const rows: readonly Row[] = [
  ['the minimum without nextUpdate', bounds, null, null, 30, 'minimum-without-next-update'],
  ['nextUpdate between the bounds', bounds, 45, null, 45, 'next-update'],
  ['nextUpdate exactly at the minimum', bounds, 30, null, 30, 'next-update'],
  ['nextUpdate exactly at the maximum', bounds, 60, null, 60, 'next-update'],
  ['the maximum one millisecond before nextUpdate', bounds, 60 + 1 / minute, null, 60, 'maximum'],
  ['the maximum long before nextUpdate', bounds, 7 * 24 * 60, null, 60, 'maximum'],
  ['nextUpdate before the minimum', bounds, 10, null, 10, 'next-update'],
  ['nextUpdate at this moment', bounds, 0, null, 0, 'next-update'],
  ['nextUpdate in the past, within the skew', bounds, -4, null, -4, 'next-update'],
  ['the minimum where entries are held', holding, 10, null, 30, 'held-past-next-update'],
  ['the minimum where nextUpdate has passed', holding, -4, null, 30, 'held-past-next-update'],
  ['nextUpdate at the minimum, with nothing to hold', holding, 30, null, 30, 'next-update'],
  ['nextUpdate between the bounds, with nothing to hold', holding, 45, null, 45, 'next-update'],
  ['the maximum where entries are held', holding, 90, null, 60, 'maximum'],
  ['the minimum without nextUpdate, held', holding, null, null, 30, 'minimum-without-next-update'],
  ["the signer's end before nextUpdate", bounds, 45, 20, 20, 'signer-not-after'],
  ["the signer's end before the maximum", bounds, 90, 59, 59, 'signer-not-after'],
  ["the signer's end without nextUpdate", bounds, null, 29, 29, 'signer-not-after'],
  ["the signer's end, past nextUpdate", holding, 10, 20, 20, 'held-past-next-update'],
  ["the signer's end at nextUpdate, with nothing held", holding, 10, 10, 10, 'signer-not-after'],
  ["nextUpdate at the signer's end", bounds, 45, 45, 45, 'next-update'],
  ["nextUpdate before the signer's end", bounds, 45, 46, 45, 'next-update'],
  ["the signer's end in the past", bounds, 45, -1, -1, 'signer-not-after'],
  ['equal bounds', { ...bounds, minSeconds: 60, maxSeconds: 60 }, 45, null, 1, 'maximum'],
  ['a maximum of nothing', { ...bounds, minSeconds: 0, maxSeconds: 0 }, 45, null, 0, 'maximum'],
];

describe('cacheLifetime', () => {
  it.each(rows)('ends with %s', (_, cache, nextUpdate, signerNotAfter, expiresAt, cause) => {
    const at = (minutes: number | null) => (minutes === null ? null : now + minutes * minute);
    const life = cacheLifetime({
      now,
      nextUpdate: at(nextUpdate),
      signerNotAfter: at(signerNotAfter),
      cache,
    });
    expect(life).toEqual({ expiresAt: at(expiresAt), cause });
  });
});
