import type { ExpiryCause } from '#shared/model/cache.ts';
import type { ExposurePart, ExposureSetting, ResponderHabits } from '#shared/model/exposure.ts';
import type { Policy } from '#shared/model/policy.ts';
import { bypassOf, cacheLifetime } from '../cache-lifetime.ts';

/**
 * How long the last answer that says good can count: as long as it can come from the responder again, then as long
 * as the cache keeps it. The worst answer was made at the last moment at which the responder did not know.
 */
export function answerLife(policy: Policy, responder: ResponderHabits): readonly ExposurePart[] {
  const again = comesAgain(policy, responder);
  return [again, ...keptPart(policy, responder, again.seconds)];
}

/** Until when an old answer is accepted from the network. */
function comesAgain(policy: Policy, responder: ResponderHabits): ExposurePart {
  const id = 'old-answer';
  const { nextUpdateSeconds } = responder;
  const { maxAgeSeconds, skewSeconds } = policy;
  if (policy.nonce === 'require') {
    return { id, seconds: 0, setting: 'policy.nonce', formula: 'nonce required: 0 s' };
  }
  if (responder.oldAnswers === 'replaced') {
    return { id, seconds: 0, setting: 'responder.oldAnswers', formula: 'replaced: 0 s' };
  }
  const current = nextUpdateSeconds === null ? null : nextUpdateSeconds + skewSeconds;
  const isAgeFirst = maxAgeSeconds !== null && (current === null || maxAgeSeconds < current);
  const ofAge = maxAgeSeconds === null ? '' : `maximum age = ${maxAgeSeconds} s`;
  const ofUpdate =
    nextUpdateSeconds === null
      ? 'no nextUpdate'
      : `nextUpdate + skew = ${nextUpdateSeconds} + ${skewSeconds} s`;
  if (isAgeFirst) {
    const formula = `min(${ofUpdate}, ${ofAge})`;
    return { id, seconds: maxAgeSeconds, setting: 'policy.maxAgeSeconds', formula };
  }
  const formula = current === null ? `${ofUpdate}: no end` : ofUpdate;
  return { id, seconds: current, setting: 'responder.nextUpdateSeconds', formula };
}

const second = 1_000;

/** What the cache adds when it stores the answer at the last moment at which that is accepted. */
function keptPart(
  policy: Policy,
  { nextUpdateSeconds }: ResponderHabits,
  again: number | null,
): readonly ExposurePart[] {
  const bypass = bypassOf(policy);
  if (bypass !== null) {
    const setting = bypass === 'cache-off' ? 'policy.cache.use' : 'policy.nonce';
    return [{ id: 'cache', seconds: 0, setting, formula: 'nothing is kept: 0 s' }];
  }
  if (again === null) {
    const formula = 'the old answer comes again as well';
    return [{ id: 'cache', seconds: 0, setting: 'responder.oldAnswers', formula }];
  }
  const { expiresAt, cause } = cacheLifetime({
    now: again * second,
    nextUpdate: nextUpdateSeconds === null ? null : nextUpdateSeconds * second,
    signerNotAfter: null,
    cache: policy.cache,
  });
  const stored = Math.max(again, expiresAt / second);
  // Each use is judged again, so that the maximum age counts for what is kept, too.
  const isCut = policy.maxAgeSeconds !== null && policy.maxAgeSeconds < stored;
  const end = isCut ? Math.max(again, policy.maxAgeSeconds ?? stored) : stored;
  const current = nextUpdateSeconds === null ? end : Math.max(again, nextUpdateSeconds);
  const held = Math.max(0, end - current);
  const kept = end - again - held;
  return [
    {
      id: 'cache',
      seconds: kept,
      setting: isCut ? 'policy.maxAgeSeconds' : settingOf(cause),
      formula: isCut
        ? `maximum age: ${policy.maxAgeSeconds} s, less ${again} s`
        : formulaOf(cause, { policy, kept, nextUpdateSeconds }),
    },
    {
      id: 'hold',
      seconds: held,
      setting: 'policy.cache.hold',
      formula:
        held === 0
          ? 'nothing is held past nextUpdate: 0 s'
          : `held for the minimum of ${policy.cache.minSeconds} s, of which past nextUpdate: ${held} s`,
    },
  ];
}

function settingOf(cause: ExpiryCause): ExposureSetting {
  switch (cause) {
    case 'maximum':
      return 'policy.cache.maxSeconds';
    case 'minimum':
    case 'minimum-without-next-update':
      return 'policy.cache.minSeconds';
    default:
      return 'responder.nextUpdateSeconds';
  }
}

function formulaOf(
  cause: ExpiryCause,
  {
    policy: { cache },
    kept,
    nextUpdateSeconds,
  }: {
    readonly policy: Policy;
    readonly kept: number;
    readonly nextUpdateSeconds: number | null;
  },
): string {
  if (kept === 0) return 'nextUpdate has passed: 0 s';
  if (nextUpdateSeconds === null) return `no nextUpdate: minimum = ${cache.minSeconds} s`;
  return cause === 'maximum'
    ? `min(nextUpdate, maximum) = min(${nextUpdateSeconds}, ${cache.maxSeconds}) s`
    : `until nextUpdate = ${kept} s`;
}
