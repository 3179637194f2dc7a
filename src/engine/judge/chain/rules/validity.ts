import type { ChainFailure } from '#shared/model/chain.ts';
import type { PathLink } from './rule.ts';

/** RFC 5280 §4.1.2.5: both ends belong to the validity period. */
export function checkValidity({ certificate, demand: { at } }: PathLink): ChainFailure | null {
  const { notBefore, notAfter } = certificate;
  // notAfter names a whole second, the last of its validity.
  if (at >= notAfter + 1_000) {
    return { code: 'certificate-expired', subject: certificate.facts.subjectText, notAfter, at };
  }
  if (at >= notBefore) return null;
  const subject = certificate.facts.subjectText;
  return { code: 'certificate-not-yet-valid', subject, notBefore, at };
}
