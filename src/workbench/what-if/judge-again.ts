import { judgeSaved } from '#engine/ask/judge-saved.ts';
import { bypassOf } from '#engine/judge/cache-lifetime.ts';
import { caseVerdictOf } from '#engine/judge/case-evidence.ts';
import { decisivePart } from '#engine/judge/decisive-part.ts';
import { evidenceOfFlow } from '#engine/judge/evidence-of-flow.ts';
import type { CaseVerdict } from '#shared/case/case.ts';
import { findStep } from '#shared/flow/find-step.ts';
import type { Flow } from '#shared/flow/flow.ts';
import type { CaseOpened } from '#shared/flow/steps/case-opened.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { StandingVerdict } from '#shared/model/timeline.ts';
import type { WhatIfRow } from '#shared/model/what-if.ts';
import { readOpenCase } from '../cases/read-case.ts';
import { replay } from '../cases/replayed.ts';

type JudgedAgain = Pick<WhatIfRow, 'before' | 'after' | 'basis'>;

/** What another policy makes of a flow at the flow's own time; null where it does not hold what it rested on. */
export function judgeAgain(flow: Flow, policy: Policy, clock: Clock): JudgedAgain | null {
  const opened = findStep(flow.events, 'case-opened');
  if (opened !== null) return judgeCaseAgain(opened, { flow, policy, clock });
  const { outcome } = flow;
  const parts = outcome === null ? null : evidenceOfFlow(flow);
  const [own, ...above] = parts ?? [];
  if (outcome === null || own === undefined) return null;
  const verdicts = [own, ...(policy.scope === 'leaf' ? [] : above)].map(({ evidence, at }) =>
    caseVerdictOf(judgeSaved({ evidence, policy, at }, { clock, emit: () => {} })),
  );
  const { status, reason, decision } = outcome;
  return {
    before: { status, reason: reason?.code ?? null, decision: decision.outcome },
    after: standing(decisivePart(verdicts, ({ decision: one }) => one)),
    basis: isAskedOtherwise(flow, policy, above.length > 0) ? 'asked-otherwise' : 'same-question',
  };
}

/** An opened case is replayed, as `replay --policy` does, and held against the verdict that it keeps. */
function judgeCaseAgain(
  { file, octets, at }: CaseOpened,
  by: { readonly flow: Flow; readonly policy: Policy; readonly clock: Clock },
): JudgedAgain | null {
  const opened = readOpenCase(file, octets);
  if (!opened.ok) return null;
  const { policy, clock, flow } = by;
  const { recorded, now } = replay(opened.value, { at, policy }, clock).replayed;
  return {
    before: standing(recorded),
    after: standing(now),
    basis: isAskedOtherwise(flow, policy, false) ? 'asked-otherwise' : 'same-question',
  };
}

function standing({ status, reason, decision }: CaseVerdict): StandingVerdict {
  return { status, reason, decision: decision.outcome };
}

/** Whether the policy would have asked another question, another responder, or somebody where nobody was asked. */
function isAskedOtherwise(flow: Flow, policy: Policy, hasCas: boolean): boolean {
  const { policy: own, outcome } = flow;
  if (policy.ocsp === 'not-enabled') return false;
  if (outcome?.decision.decidedBy === 'chain') return false;
  if (own.ocsp === 'not-enabled') return true;
  if (outcome?.fromCache === true && bypassOf(policy) !== null) return true;
  const asksAboutMore = policy.scope !== 'leaf' && own.scope === 'leaf' && !hasCas;
  const fields = ['responderUri', 'nonce', 'hash', 'aiaUris'] as const;
  return asksAboutMore || fields.some((field) => own[field] !== policy[field]);
}
