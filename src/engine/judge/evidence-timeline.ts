import type { Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { KeptSpan, Moment, Timeline, TimelineInstant } from '#shared/model/timeline.ts';
import { bypassOf, cacheLifetime } from './cache-lifetime.ts';
import type { Evidence } from './evidence.ts';
import { judge } from './judge.ts';
import { createTimeline } from './timeline.ts';
import { instantsOf } from './timeline-instants.ts';

/**
 * Every instant at which a check of this evidence, the chain, or the verdict flips under a policy, and from when to
 * when the cache serves the answer: since it was kept, or since `judgedAt`, where it would have been.
 */
export function timelineOf(evidence: Evidence, policy: Policy, judgedAt: EpochMs): Timeline {
  const kept = keptSpan(evidence, policy, judgedAt);
  const instants = [...(kept === null ? [] : ofCache(kept)), ...instantsOf(evidence, policy)];
  return createTimeline(instants, (at) => momentAt(evidence, { policy, kept, at }), kept);
}

function momentAt(
  evidence: Evidence,
  {
    policy,
    kept,
    at,
  }: { readonly policy: Policy; readonly kept: KeptSpan | null; readonly at: EpochMs },
): Moment {
  const isKept = kept !== null && at >= kept.from && at < kept.to;
  const { status, reason, decision, verdict, chain } = judge(
    isKept ? evidence : freshly(evidence),
    policy,
    at,
  );
  const checks = (verdict?.checks ?? []).map(({ id, outcome }) => [id, outcome] as const);
  return {
    verdict: { status, reason: reason?.code ?? null, decision: decision.outcome },
    checks: {
      chain: chain.evaluation.outcome === 'trusted' ? 'pass' : 'fail',
      ...Object.fromEntries(checks),
      ...(kept === null ? {} : { cache: isKept ? 'pass' : 'not-run' }),
    },
  };
}

/** As though the answer came at the time of judgement: outside of its life in the cache, it would have to. */
function freshly(evidence: Evidence): Evidence {
  const { answer } = evidence;
  return answer === null ? evidence : { ...evidence, answer: { ...answer, kept: null } };
}

/** The life of the answer in the cache, as it was kept, or would be from the time of judgement on. */
function keptSpan(evidence: Evidence, policy: Policy, judgedAt: EpochMs): KeptSpan | null {
  const { answer } = evidence;
  if (answer === null || policy.ocsp === 'not-enabled' || bypassOf(policy) !== null) return null;
  const from = answer.kept?.since ?? judgedAt;
  const { status, verdict } = judge(freshly(evidence), policy, from);
  const single = verdict?.single ?? null;
  if (verdict === null || single === null || status === null || status === 'indeterminate') {
    return null;
  }
  const { expiresAt, cause } = cacheLifetime({
    now: from,
    nextUpdate: single.nextUpdate,
    signerNotAfter: verdict.signerNotAfter,
    cache: policy.cache,
  });
  // Flips are told to the second: what was judged within a second belongs to it.
  const second = Math.floor(from / 1_000) * 1_000;
  return expiresAt <= from ? null : { from: second, to: expiresAt, cause };
}

function ofCache({ from, to, cause }: KeptSpan): readonly TimelineInstant[] {
  return [
    { at: from, what: 'kept in the cache' },
    { at: to, what: `end of its life in the cache (${cause.replaceAll('-', ' ')})` },
  ];
}
