import { extensionOid, keyPurposeOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import { hasExtension } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** A server certificate without a subjectAltName. */
export const serverWithoutNames: Rule<CertificateSubject> = {
  id: 'server-without-names',
  severity: 'warning',
  citation: 'RFC 9525 §6.3',
  about: 'A server certificate without a subjectAltName.',
  remedy:
    'Have it issued again with the host names in subjectAltName: the common name is not looked at.',
  find: (subject) =>
    subject.purposes?.includes(keyPurposeOid.serverAuth) === true &&
    !subject.isCa &&
    !hasExtension(subject, extensionOid.subjectAltName)
      ? 'For servers, but without subjectAltName: clients find no host name in it.'
      : null,
};
