import { extensionOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import { hasExtension } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** A certificate that a CA issued has no authorityKeyIdentifier. */
export const noAuthorityKeyIdentifier: Rule<CertificateSubject> = {
  id: 'no-authority-key-identifier',
  severity: 'note',
  citation: 'RFC 5280 §4.2.1.1',
  about: 'A certificate that a CA issued has no authorityKeyIdentifier.',
  remedy: 'Have the CA write it: it helps to find the issuer among several of one name.',
  find: (subject) =>
    !subject.isSelfIssued &&
    subject.certificate.version === 3 &&
    !hasExtension(subject, extensionOid.authorityKeyIdentifier)
      ? 'No authorityKeyIdentifier: which key of the issuer signed it has to be tried.'
      : null,
};
