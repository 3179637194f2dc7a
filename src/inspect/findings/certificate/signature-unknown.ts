import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The signature algorithm is not verified here. */
export const signatureUnknown: Rule<CertificateSubject> = {
  id: 'signature-unknown',
  severity: 'warning',
  citation: null,
  about: 'The signature algorithm is not verified here.',
  remedy: 'Verify the signature with a program that knows the algorithm.',
  find: ({ signature }) =>
    signature.kind === 'unknown'
      ? `The signature of the certificate uses ${signature.name}, which is not verified here.`
      : null,
};
