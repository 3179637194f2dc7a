import type { PresentedCertificate } from '../../model/certificate.ts';
import type { ChainEvaluation } from '../../model/chain.ts';
import { reasonWords } from '../../wording/reason.ts';
import { optional, reading, type StepReading, text } from './step-reading.ts';

/** The path from the certificate to a trusted CA was judged. */
export interface ChainEvaluated {
  readonly type: 'chain-evaluated';
  readonly evaluation: ChainEvaluation;
  /** The CA that OCSP will be asked about; null where none was found. */
  readonly issuer: PresentedCertificate | null;
}

/** Whether the chain holds, link by link. */
export function readChainEvaluated({ evaluation, issuer }: ChainEvaluated): StepReading {
  const message = issuer === null ? null : ({ what: 'issuer', octets: issuer.der } as const);
  const facts = [
    ...evaluation.links.map((link) =>
      text(link.outcome === 'pass' ? 'Link holds' : 'Link fails', link.message),
    ),
    ...optional(text, 'Issuer', issuer?.summary.subject ?? null),
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
