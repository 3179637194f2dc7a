import type { ExpiryCause } from '#shared/model/cache.ts';
import type { CachePolicy, Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';

/** When a cached answer stops being served, and what sets that moment. */
export interface CacheLifetime {
  readonly expiresAt: EpochMs;
  readonly cause: ExpiryCause;
}

/** What the life of an answer validated at `now` depends on. */
export interface LifetimeFacts {
  readonly now: EpochMs;
  readonly nextUpdate: EpochMs | null;
  /** End of the signer's validity; null sets no bound. */
  readonly signerNotAfter: EpochMs | null;
  readonly cache: CachePolicy;
}

/**
 * How long a validated answer is kept: `lifetime = nextUpdate absent ? min : clamp(nextUpdate − now, min, max)`
 * and `expiresAt = min(now + lifetime, nextUpdate, signer's notAfter)`. Where the policy holds entries past
 * nextUpdate, nextUpdate is left out of that minimum. The result may lie at or before `now`, where nextUpdate
 * passed within the clock skew: such an answer is not kept.
 */
export function cacheLifetime(facts: LifetimeFacts): CacheLifetime {
  const { signerNotAfter } = facts;
  const life =
    facts.nextUpdate === null ? withoutNextUpdate(facts) : until(facts.nextUpdate, facts);
  if (signerNotAfter === null || signerNotAfter >= life.expiresAt) return life;
  // What is served past its nextUpdate always says so, even where the signer's end cuts the hold short.
  const isHeld = life.cause === 'held-past-next-update' && signerNotAfter > (facts.nextUpdate ?? 0);
  return { expiresAt: signerNotAfter, cause: isHeld ? life.cause : 'signer-not-after' };
}

function withoutNextUpdate({ now, cache }: LifetimeFacts): CacheLifetime {
  return { expiresAt: now + cache.minSeconds * 1_000, cause: 'minimum-without-next-update' };
}

function until(nextUpdate: EpochMs, { now, cache }: LifetimeFacts): CacheLifetime {
  const earliest = now + cache.minSeconds * 1_000;
  const latest = now + cache.maxSeconds * 1_000;
  if (nextUpdate > latest) return { expiresAt: latest, cause: 'maximum' };
  if (nextUpdate < earliest && cache.hold === 'past-next-update') {
    return { expiresAt: earliest, cause: 'held-past-next-update' };
  }
  return { expiresAt: nextUpdate, cause: 'next-update' };
}

/** Why the policy serves no answer from the cache; null where it does. */
export function bypassOf({
  cache,
  nonce,
}: Pick<Policy, 'cache' | 'nonce'>): 'cache-off' | 'nonce-required' | null {
  if (cache.use === 'off') return 'cache-off';
  return nonce === 'require' ? 'nonce-required' : null;
}
