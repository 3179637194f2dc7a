import type { Certificate } from '#pki/x509/certificate.ts';
import { presentCertificate } from '#pki/x509/summary.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { decisivePart, reasonAboutCa } from '../judge/decisive-part.ts';
import { type Judgement, judgeChain } from '../judge/judge.ts';
import { askAbout } from './ask-about.ts';
import type { AuthenticationContext } from './context.ts';
import type { FlowRecorder } from './flow-recorder.ts';
import type { Asked, StatusSubject } from './question.ts';
import { recordStatus } from './record-judgement.ts';

/**
 * Asks about each CA between a certificate and its trust anchor, until one keeps the client out. What is told
 * in the end is the CA that denies, else what the fallback let pass, else the certificate's own status.
 */
export async function askAboutCas(
  own: Asked,
  subject: StatusSubject,
  {
    context,
    recorder,
    at,
  }: {
    readonly context: AuthenticationContext;
    readonly recorder: FlowRecorder;
    readonly at: EpochMs;
  },
): Promise<Asked> {
  const kept = [own];
  let worst = own;
  for (const ca of subject.chain.path.slice(1, -1)) {
    const above = subjectOf(ca, subject, { context, at });
    const { issuer } = above.chain;
    if (issuer !== null) {
      const [certificate, by] = [presentCertificate(ca), presentCertificate(issuer)];
      recorder.record({ type: 'intermediate-reached', certificate, issuer: by });
    }
    const asked = await askAbout(above, context, recorder);
    recordStatus(recorder, asked.judgement);
    kept.push(asked);
    const told = { ...asked, judgement: about(ca, asked.judgement) };
    worst = decisivePart([worst, told], ({ judgement }) => judgement.decision);
    if (asked.judgement.decision.outcome === 'deny') break;
  }
  return {
    ...worst,
    keep: (keeper) => {
      for (const { keep } of kept) keep?.(keeper);
    },
  };
}

/** A CA is held to no purpose of its own: the chain below has judged that. */
function subjectOf(
  ca: Certificate,
  { evidence }: StatusSubject,
  { context, at }: { readonly context: AuthenticationContext; readonly at: EpochMs },
): StatusSubject {
  const own = { ...evidence, certificate: ca, purpose: 'any' } as const;
  return { certificate: ca, evidence: own, chain: judgeChain(own, context.policy, at) };
}

function about(ca: Certificate, judgement: Judgement): Judgement {
  return { ...judgement, reason: reasonAboutCa(ca.facts.subjectText, judgement) };
}
