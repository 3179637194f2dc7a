import { extensionOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import { hasExtension } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** A CA certificate without subjectKeyIdentifier. */
export const caWithoutKeyIdentifier: Rule<CertificateSubject> = {
  id: 'ca-without-key-identifier',
  severity: 'note',
  citation: 'RFC 5280 §4.2.1.2',
  about: 'A CA certificate without subjectKeyIdentifier.',
  remedy:
    'Have it issued with the extension: it helps to find the right one of several CAs of one name.',
  find: (subject) =>
    subject.isCa && !hasExtension(subject, extensionOid.subjectKeyIdentifier)
      ? 'A CA certificate without subjectKeyIdentifier.'
      : null,
};
