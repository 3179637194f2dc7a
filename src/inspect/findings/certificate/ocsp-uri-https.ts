import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The OCSP URI is https. */
export const ocspUriHttps: Rule<CertificateSubject> = {
  id: 'ocsp-uri-https',
  severity: 'note',
  citation: 'RFC 5280 §8',
  about: 'The OCSP URI is https.',
  remedy: 'Have it issued with an http URI: OCSP responses are signed and need no TLS.',
  find: ({ ocspUris: [first = ''] }) =>
    /^https:/i.test(first)
      ? `The OCSP URI is https: reaching ${first} needs a certificate that has to be checked in turn.`
      : null,
};
