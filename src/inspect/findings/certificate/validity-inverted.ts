import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The end of the validity is before its beginning. */
export const validityInverted: Rule<CertificateSubject> = {
  id: 'validity-inverted',
  severity: 'error',
  citation: 'RFC 5280 §4.1.2.5',
  about: 'The end of the validity is before its beginning.',
  remedy: 'Have the certificate issued again with notAfter behind notBefore.',
  find: ({ certificate }) =>
    certificate.notAfter < certificate.notBefore
      ? 'notAfter is before notBefore: there is no time at which it is valid.'
      : null,
};
