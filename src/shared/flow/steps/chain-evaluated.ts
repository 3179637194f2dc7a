import type { PresentedCertificate } from '../../model/certificate.ts';
import type { ChainEvaluation, Purpose } from '../../model/chain.ts';
import type { EpochMs } from '../../model/time.ts';
import { reasonWords } from '../../wording/reason.ts';
import { optional, reading, type StepReading, text } from './step-reading.ts';

/** The path from the certificate to a trusted CA was judged. */
export interface ChainEvaluated {
  readonly type: 'chain-evaluated';
  readonly evaluation: ChainEvaluation;
  /** The CA that OCSP will be asked about; null where none was found. */
  readonly issuer: PresentedCertificate | null;
  /** What the evaluation rests on; null in flows that were stored before it was recorded. */
  readonly basis: ChainBasis | null;
}

/** What a chain was evaluated with, beside the certificates that were presented. */
export interface ChainBasis {
  /** The trusted certificates that the verdict rests on; of all that are trusted, no other changes it. */
  readonly trustAnchors: readonly PresentedCertificate[];
  readonly purpose: Purpose;
  readonly at: EpochMs;
}

/** Whether the chain holds, link by link. */
export function readChainEvaluated({ evaluation, issuer, basis }: ChainEvaluated): StepReading {
  const message = issuer === null ? null : ({ what: 'issuer', octets: issuer.der } as const);
  const facts = [
    ...evaluation.links.map((link) =>
      text(link.outcome === 'pass' ? 'Link holds' : 'Link fails', link.message),
    ),
    ...optional(text, 'Issuer', issuer?.summary.subject ?? null),
    ...(basis?.trustAnchors ?? []).map(({ summary }) => text('Trusted', summary.subject)),
  ];
  if (evaluation.outcome === 'trusted') {
    const detail = issuer === null ? 'issuer not found' : `issued by ${issuer.summary.label}`;
    return reading({
      title: 'Certificate chain holds',
      label: 'Chain holds',
      detail,
      message,
      facts,
    });
  }
  const { failure } = evaluation;
  const isEmpty = failure.code === 'no-certificate';
  const broken = evaluation.links.find((link) => link.outcome === 'fail')?.message;
  return reading({
    title: 'Certificate chain does not hold',
    label: isEmpty ? 'No chain to evaluate' : 'Chain does not hold',
    detail: isEmpty ? null : (broken ?? reasonWords(failure.code)),
    tone: 'revoked',
    message,
    facts,
  });
}
