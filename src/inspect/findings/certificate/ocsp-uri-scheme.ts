import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The first OCSP URI is neither http nor https. */
export const ocspUriScheme: Rule<CertificateSubject> = {
  id: 'ocsp-uri-scheme',
  severity: 'warning',
  citation: 'RFC 5280 §4.2.2.1',
  about: 'The first OCSP URI is neither http nor https.',
  remedy: 'Have it issued with an http URI, or configure a responder URI.',
  find: ({ ocspUris: [first] }) =>
    first === undefined || /^https?:/i.test(first)
      ? null
      : `The first OCSP URI, ${first}, is neither http nor https.`,
};
