import type { Certificate } from '#pki/x509/certificate.ts';
import { presentCertificate } from '#pki/x509/summary.ts';
import type { FlowOutcome } from '#shared/flow/flow.ts';
import type { ConnectionFacts } from '#shared/flow/steps/certificate-presented.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import type { Decision, StatusReason } from '#shared/model/verdict.ts';
import { evaluateChain } from '../judge/chain/chain.ts';
import { decide } from '../judge/decision.ts';
import type { Purpose } from '../judge/evidence.ts';
import { chainFailure } from '../judge/reasons.ts';
import type { AuthenticationContext } from './context.ts';
import { determineStatus } from './determine-status.ts';
import { createFlowRecorder, type FlowRecorder } from './flow-recorder.ts';

/** What a client showed, and whom it would have to lead to. */
export interface Presentation {
  /** The client's certificate, or why there is none to judge. */
  readonly certificate: Certificate | ChainFailure;
  /** The other certificates it sent. */
  readonly chain: readonly Certificate[];
  readonly trustAnchors: readonly Certificate[];
  readonly purpose: Purpose;
  /** null where no connection was made: a check. */
  readonly connection: ConnectionFacts | null;
}

/**
 * Decides whether the certificate is admitted. Each step is emitted as it happens. It never rejects: what
 * goes wrong with the responder becomes `indeterminate`, and the policy's fallback decides.
 */
export async function authenticate(
  presentation: Presentation,
  context: AuthenticationContext,
): Promise<FlowOutcome> {
  const recorder = createFlowRecorder(context.dependencies.clock, context.emit);
  const { policy } = context;
  const presented = 'code' in presentation.certificate ? null : presentation.certificate;
  recorder.record({
    type: 'certificate-presented',
    certificate: presented === null ? null : presentCertificate(presented),
    chain: presentation.chain.map(presentCertificate),
    connection: presentation.connection,
  });

  const chain = judgeChain(presentation, context);
  recorder.record({
    type: 'chain-evaluated',
    evaluation: chain.evaluation,
    issuer: chain.issuer === null ? null : presentCertificate(chain.issuer),
  });
  if (chain.evaluation.outcome === 'not-trusted') {
    const decision: Decision = { outcome: 'deny', decidedBy: 'chain' };
    return withoutOcsp(recorder, decision, chainFailure(chain.evaluation.failure));
  }
  if (policy.ocsp === 'not-enabled' || presented === null) {
    recorder.record({ type: 'ocsp-not-enabled' });
    return withoutOcsp(recorder, { outcome: 'allow', decidedBy: 'ocsp-not-enabled' }, null);
  }

  // A trust anchor presented itself: nobody above it could have revoked it, so it is asked about as its own issuer.
  const issuer = chain.issuer ?? presented;
  const conclusion = await determineStatus(
    { certificate: presented, issuer, path: chain.path },
    context,
    recorder,
  );
  const { decision, fallback } = decide(conclusion.status, conclusion.reason, policy);
  recorder.record({ type: 'decision-made', decision, fallback });
  conclusion.keep?.(recorder);
  return {
    decision,
    status: conclusion.status,
    reason: conclusion.reason,
    revocation: conclusion.revocation,
    response: conclusion.response,
    checks: conclusion.checks,
    fromCache: conclusion.fromCache,
    responderUri: conclusion.responderUri,
    durationMs: recorder.elapsedMs(),
  };
}

function judgeChain(presentation: Presentation, context: AuthenticationContext) {
  const { certificate } = presentation;
  if ('code' in certificate) {
    const evaluation = { outcome: 'not-trusted', links: [], failure: certificate } as const;
    return { evaluation, issuer: null, path: [] };
  }
  return evaluateChain({
    certificate,
    intermediates: presentation.chain,
    trustAnchors: presentation.trustAnchors,
    at: context.dependencies.clock.now(),
    purpose: presentation.purpose,
  });
}

function withoutOcsp(
  recorder: FlowRecorder,
  decision: Decision,
  reason: StatusReason | null,
): FlowOutcome {
  recorder.record({ type: 'decision-made', decision, fallback: null });
  return {
    decision,
    status: null,
    reason,
    revocation: null,
    response: null,
    checks: [],
    fromCache: false,
    responderUri: null,
    durationMs: recorder.elapsedMs(),
  };
}
