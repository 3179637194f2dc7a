import type { Certificate } from '#pki/x509/certificate.ts';
import { presentCertificate } from '#pki/x509/summary.ts';
import type { FlowOutcome } from '#shared/flow/flow.ts';
import type { ConnectionFacts } from '#shared/flow/steps/certificate-presented.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { ChainAnswer } from '../judge/chain/chain.ts';
import type { Evidence } from '../judge/evidence.ts';
import { type Judgement, judgeChain, judgeOnChain } from '../judge/judge.ts';
import { askAbout } from './ask-about.ts';
import { askAboutCas } from './ask-about-cas.ts';
import type { AuthenticationContext } from './context.ts';
import { createFlowRecorder, type FlowRecorder } from './flow-recorder.ts';
import type { Asked, StatusSubject } from './question.ts';
import { outcomeOf, recordChain, recordDecision, recordStatus } from './record-judgement.ts';

/** What a client showed, and whom it would have to lead to. */
export interface Presentation
  extends Pick<Evidence, 'certificate' | 'presentedChain' | 'trustAnchors' | 'purpose'> {
  /** A server asks nobody about a stranger; a person may want to know all the same. The decision is the chain's. */
  readonly ifNotTrusted: 'ask-nobody' | 'ask-all-the-same';
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
  const { certificate, presentedChain, trustAnchors, purpose } = presentation;
  const presented = 'code' in certificate ? null : certificate;
  recorder.record({
    type: 'certificate-presented',
    certificate: presented === null ? null : presentCertificate(presented),
    chain: presentedChain.map(presentCertificate),
    connection: presentation.connection,
  });

  const at = context.dependencies.clock.now();
  const evidence: Evidence = {
    certificate,
    presentedChain,
    trustAnchors,
    purpose,
    answer: null,
    unanswered: null,
  };
  const chain = judgeChain(evidence, context.policy, at);
  recordChain(recorder, chain, { evidence, at });

  const subject = { certificate: presented, chain, evidence };
  if (!isAskedAbout(subject, presentation, context)) {
    return withoutStatus(judgeOnChain(chain, evidence, { policy: context.policy, at }), recorder);
  }
  const asked = await askAboutAll(subject, { context, recorder, at });
  recordDecision(recorder, asked.judgement);
  asked.keep?.(recorder);
  const { fromCache, responderUri } = asked;
  return outcomeOf(asked.judgement, { fromCache, responderUri, durationMs: recorder.elapsedMs() });
}

/** The certificate and, where the policy says so, the CAs above it. */
async function askAboutAll(
  subject: StatusSubject,
  by: {
    readonly context: AuthenticationContext;
    readonly recorder: FlowRecorder;
    readonly at: EpochMs;
  },
): Promise<Asked> {
  const asked = await askAbout(subject, by.context, by.recorder);
  recordStatus(by.recorder, asked.judgement);
  const isDone = by.context.policy.scope === 'leaf' || asked.judgement.decision.outcome === 'deny';
  return isDone ? asked : askAboutCas(asked, subject, by);
}

interface MaybeSubject {
  readonly certificate: Certificate | null;
  readonly chain: ChainAnswer;
  readonly evidence: Evidence;
}

function isAskedAbout(
  subject: MaybeSubject,
  { ifNotTrusted }: Presentation,
  { policy }: AuthenticationContext,
): subject is StatusSubject {
  const isTrusted = subject.chain.evaluation.outcome === 'trusted';
  const mayAsk = isTrusted || ifNotTrusted === 'ask-all-the-same';
  return policy.ocsp === 'enabled' && subject.certificate !== null && mayAsk;
}

function withoutStatus(judgement: Judgement, recorder: FlowRecorder): FlowOutcome {
  if (judgement.decision.decidedBy === 'ocsp-not-enabled') {
    recorder.record({ type: 'ocsp-not-enabled' });
  }
  recordDecision(recorder, judgement);
  const durationMs = recorder.elapsedMs();
  return outcomeOf(judgement, { fromCache: false, responderUri: null, durationMs });
}
