import { chainFailure } from '#engine/judge/reasons.ts';
import { findStep } from '#shared/flow/find-step.ts';
import type { Flow, FlowOutcome } from '#shared/flow/flow.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { RevocationStatus, StatusReason } from '#shared/model/verdict.ts';

/** A finished flow. */
export interface FinishedFlow extends Flow {
  readonly outcome: FlowOutcome;
}

/** What the command line calls the outcome: `not-asked` where OCSP checking is not enabled and the chain holds. */
export type VerdictStatus = RevocationStatus | 'not-asked';

/** What a verdict is told with. */
export interface Verdict {
  readonly flow: FinishedFlow;
  readonly status: VerdictStatus;
  readonly reason: StatusReason | null;
  /** The time that it was judged at. */
  readonly at: EpochMs;
}

/** A status counts only where the chain holds: where it does not, the verdict is `indeterminate` for its reason. */
export function concludeVerdict(flow: FinishedFlow, at: EpochMs): Verdict {
  const { status, reason, decision } = flow.outcome;
  if (decision.decidedBy === 'chain') {
    return { flow, status: 'indeterminate', reason: chainReason(flow) ?? reason, at };
  }
  if (status !== null) return { flow, status, reason, at };
  return { flow, status: 'not-asked', reason: reason ?? notEnabled, at };
}

function chainReason({ events }: FinishedFlow): StatusReason | null {
  const evaluation = findStep(events, 'chain-evaluated')?.evaluation;
  return evaluation?.outcome === 'not-trusted' ? chainFailure(evaluation.failure) : null;
}

const notEnabled: StatusReason = {
  code: 'ocsp-not-enabled',
  message: 'OCSP checking is not enabled: nobody was asked.',
  remedy: 'Leave --no-ocsp out to ask the responder.',
  check: null,
};
