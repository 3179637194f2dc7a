import type { CertificateSubject } from '../certificate-subject.ts';
import { hasExtension } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The certificate is a precertificate for a transparency log. */
export const precertificate: Rule<CertificateSubject> = {
  id: 'precertificate',
  severity: 'error',
  citation: 'RFC 6962 §3.1',
  about: 'The certificate is a precertificate for a transparency log.',
  remedy: 'Use the certificate that was issued after it; this one must never be used.',
  find: (subject) =>
    hasExtension(subject, '1.3.6.1.4.1.11129.2.4.3')
      ? 'A precertificate: it is meant for transparency logs alone.'
      : null,
};
