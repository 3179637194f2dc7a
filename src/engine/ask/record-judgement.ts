import { presentCertificate } from '#pki/x509/summary.ts';
import type { FlowOutcome } from '#shared/flow/flow.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { ChainAnswer } from '../judge/chain/chain.ts';
import type { Evidence } from '../judge/evidence.ts';
import { checksOf, type Judgement, summaryOf } from '../judge/judge.ts';
import { anchorsUsedBy } from '../judge/used-anchors.ts';
import type { FlowRecorder } from './flow-recorder.ts';

/** Tells how the chain was evaluated, and with what. */
export function recordChain(
  recorder: FlowRecorder,
  chain: ChainAnswer,
  { evidence, at }: { readonly evidence: Evidence; readonly at: EpochMs },
): void {
  const trustAnchors = anchorsUsedBy(chain, evidence.trustAnchors).map(presentCertificate);
  recorder.record({
    type: 'chain-evaluated',
    evaluation: chain.evaluation,
    issuer: chain.issuer === null ? null : presentCertificate(chain.issuer),
    basis: { trustAnchors, purpose: evidence.purpose, at },
  });
}

/** Tells what the octets of an answer came to, where there is one. */
export function recordReading(recorder: FlowRecorder, judgement: Judgement, at: EpochMs): void {
  const { rejected, verdict } = judgement;
  if (rejected !== null) recorder.record({ type: 'response-rejected', error: rejected });
  else if (verdict !== null) {
    const { checks, summary: response } = verdict;
    recorder.record({ type: 'checks-completed', checks, response, at });
  }
}

/** Tells the status, where one was looked for. */
export function recordStatus(recorder: FlowRecorder, judgement: Judgement): void {
  const { status, reason, revocation } = judgement;
  if (status === null) return;
  const why = status === 'indeterminate' ? reason : null;
  recorder.record({ type: 'status-concluded', status, reason: why, revocation });
}

/** Tells the decision. */
export function recordDecision(
  recorder: FlowRecorder,
  { decision, fallback }: Pick<Judgement, 'decision' | 'fallback'>,
): void {
  recorder.record({ type: 'decision-made', decision, fallback });
}

/** A judgement as the outcome of a flow. */
export function outcomeOf(
  judgement: Judgement,
  by: Pick<FlowOutcome, 'fromCache' | 'responderUri' | 'durationMs'>,
): FlowOutcome {
  const { decision, status, reason, revocation } = judgement;
  const { fromCache, responderUri, durationMs } = by;
  return {
    decision,
    status,
    reason,
    revocation,
    response: summaryOf(judgement),
    checks: checksOf(judgement),
    fromCache,
    responderUri,
    durationMs,
  };
}
