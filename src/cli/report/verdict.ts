import type { Flow, FlowOutcome } from '#shared/flow/flow.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { RevocationStatus, StatusReason } from '#shared/model/verdict.ts';

/** A finished flow. */
export interface FinishedFlow extends Flow {
  readonly outcome: FlowOutcome;
}

/** What a verdict is told with: the status is always one of the four. */
export interface Verdict {
  readonly flow: FinishedFlow;
  readonly status: RevocationStatus;
  readonly reason: StatusReason | null;
  /** The time that it was judged at. */
  readonly at: EpochMs;
}

/** A status that nobody was asked for is `indeterminate` here, for the reason that it was not asked. */
export function concludeVerdict(flow: FinishedFlow, at: EpochMs): Verdict {
  const { status, reason } = flow.outcome;
  if (status !== null) return { flow, status, reason, at };
  return { flow, status: 'indeterminate', reason: reason ?? notEnabled, at };
}

const notEnabled: StatusReason = {
  code: 'ocsp-not-enabled',
  message: 'OCSP checking is not enabled: nobody was asked.',
  remedy: 'Leave --no-ocsp out to ask the responder.',
  check: null,
};
