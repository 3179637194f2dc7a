import type { Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { Moment, Timeline } from '#shared/model/timeline.ts';
import type { Evidence } from './evidence.ts';
import { judge } from './judge.ts';
import { createTimeline } from './timeline.ts';
import { instantsOf } from './timeline-instants.ts';

/** Every instant at which a check of this evidence, or the verdict on it, flips under a policy. */
export function timelineOf(evidence: Evidence, policy: Policy): Timeline {
  return createTimeline(instantsOf(evidence, policy), (at) => momentAt(evidence, policy, at));
}

function momentAt(evidence: Evidence, policy: Policy, at: EpochMs): Moment {
  const { status, reason, decision, verdict } = judge(evidence, policy, at);
  const checks = (verdict?.checks ?? []).map(({ id, outcome }) => [id, outcome] as const);
  return {
    verdict: { status, reason: reason?.code ?? null, decision: decision.outcome },
    checks: Object.fromEntries(checks),
  };
}
