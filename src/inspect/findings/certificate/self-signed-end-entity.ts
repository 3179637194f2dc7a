import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** A certificate that is no CA is issued by itself. */
export const selfSignedEndEntity: Rule<CertificateSubject> = {
  id: 'self-signed-end-entity',
  severity: 'note',
  citation: 'RFC 5280 §3.2',
  about: 'A certificate that is no CA is issued by itself.',
  remedy:
    'Where others have to trust it, have a CA issue it; a self-signed one must be installed with everybody.',
  find: ({ isCa, isSelfIssued, certificate }) =>
    isSelfIssued && !isCa && certificate.version === 3
      ? 'Self-signed and no CA: nobody but itself vouches for it.'
      : null,
};
