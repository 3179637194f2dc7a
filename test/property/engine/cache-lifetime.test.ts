import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheLifetime, type LifetimeFacts } from '#engine/judge/cache-lifetime.ts';

const now = Date.UTC(2026, 0, 1);
const offset = fc.integer({ min: -86_400_000, max: 30 * 86_400_000 });
const moment = fc.option(
  offset.map((ms) => now + ms),
  { nil: null },
);

const facts: fc.Arbitrary<LifetimeFacts> = fc
  .record({
    nextUpdate: moment,
    signerNotAfter: moment,
    minSeconds: fc.nat({ max: 7_200 }),
    extraSeconds: fc.nat({ max: 7_200 }),
    hold: fc.constantFrom('until-next-update', 'past-next-update'),
  })
  .map(({ nextUpdate, signerNotAfter, minSeconds, extraSeconds, hold }) => ({
    now,
    nextUpdate,
    signerNotAfter,
    cache: { use: 'on', minSeconds, maxSeconds: minSeconds + extraSeconds, hold },
  }));

describe('cacheLifetime', () => {
  it('is the formula of the cache rule', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { nextUpdate, signerNotAfter, cache } = given;
        const [min, max] = [cache.minSeconds * 1_000, cache.maxSeconds * 1_000];
        const lifetime = nextUpdate === null ? min : Math.min(Math.max(nextUpdate - now, min), max);
        const bounds = [now + lifetime];
        if (nextUpdate !== null && cache.hold === 'until-next-update') bounds.push(nextUpdate);
        if (signerNotAfter !== null) bounds.push(signerNotAfter);
        expect(cacheLifetime(given).expiresAt).toBe(Math.min(...bounds));
      }),
    );
  });

  it('never exceeds the maximum, nor the signer, nor nextUpdate unless it says that it does', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { nextUpdate, signerNotAfter, cache } = given;
        const { expiresAt, cause } = cacheLifetime(given);
        expect(expiresAt).toBeLessThanOrEqual(now + cache.maxSeconds * 1_000);
        expect(expiresAt).toBeLessThanOrEqual(signerNotAfter ?? Number.POSITIVE_INFINITY);
        if (nextUpdate !== null && expiresAt > nextUpdate) {
          expect(cause).toBe('held-past-next-update');
        }
      }),
    );
  });

  it('names a cause whose moment it is', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { nextUpdate, signerNotAfter, cache } = given;
        const { expiresAt, cause } = cacheLifetime(given);
        const moments = {
          'minimum-without-next-update': now + cache.minSeconds * 1_000,
          minimum: Number.NaN,
          'next-update': nextUpdate,
          maximum: now + cache.maxSeconds * 1_000,
          'signer-not-after': signerNotAfter,
          'held-past-next-update': Math.min(
            now + cache.minSeconds * 1_000,
            signerNotAfter ?? Number.POSITIVE_INFINITY,
          ),
        };
        expect(moments[cause]).toBe(expiresAt);
      }),
    );
  });
});
