import { findExtension } from '#pki/x509/extensions.ts';
import { extensionOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The subject is empty, and no critical subjectAltName names one. */
export const noSubject: Rule<CertificateSubject> = {
  id: 'no-subject',
  severity: 'error',
  citation: 'RFC 5280 §4.1.2.6',
  about: 'The subject is empty, and no critical subjectAltName names one.',
  remedy: 'Have it issued again with a subject, or with subjectAltName critical.',
  find: ({ certificate, isCa }) => {
    if (certificate.facts.subjectText !== '') return null;
    if (isCa) return 'A CA certificate without a subject: nothing can name it as its issuer.';
    const names = findExtension(certificate, extensionOid.subjectAltName);
    if (names === null)
      return 'It names nobody: the subject is empty, and there is no subjectAltName.';
    return names.critical ? null : 'The subject is empty, so subjectAltName has to be critical.';
  },
};
