import { presentCertificate } from '#pki/x509/summary.ts';
import type { FlowEvent, FlowOutcome } from '#shared/flow/flow.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { Evidence } from '../judge/evidence.ts';
import { judge } from '../judge/judge.ts';
import { createFlowRecorder } from './flow-recorder.ts';
import {
  outcomeOf,
  recordChain,
  recordDecision,
  recordReading,
  recordStatus,
} from './record-judgement.ts';
import { retellExchange } from './retell-exchange.ts';

/** Evidence that was saved, and what it is to be judged by. */
export interface SavedCase {
  readonly evidence: Evidence;
  readonly policy: Policy;
  readonly at: EpochMs;
  /** Whether the exchange is told too, as far as the evidence tells of it. */
  readonly exchange?: 'told';
}

/**
 * Judges saved evidence and tells each step, as `authenticate` would. As nothing has to be asked, the status is
 * concluded even where the certificate's own chain fails; the decision is then still the chain's.
 */
export function judgeSaved(
  { evidence, policy, at, exchange }: SavedCase,
  { clock, emit }: { readonly clock: Clock; readonly emit: (event: FlowEvent) => void },
): FlowOutcome {
  const recorder = createFlowRecorder(clock, emit);
  const { certificate, presentedChain } = evidence;
  recorder.record({
    type: 'certificate-presented',
    certificate: 'code' in certificate ? null : presentCertificate(certificate),
    chain: presentedChain.map(presentCertificate),
    connection: null,
  });
  const judgement = judge(evidence, policy, at);
  recordChain(recorder, judgement.chain, { evidence, at });
  const told =
    exchange === 'told'
      ? retellExchange(recorder, { evidence, judgement, policy, at })
      : { responderUri: null, fromCache: false };
  if (exchange === 'told' && judgement.decision.decidedBy === 'ocsp-not-enabled') {
    recorder.record({ type: 'ocsp-not-enabled' });
  }
  recordReading(recorder, judgement, at);
  recordStatus(recorder, judgement);
  recordDecision(recorder, judgement);
  const durationMs = recorder.elapsedMs();
  return outcomeOf(judgement, { ...told, durationMs });
}
