import { extensionOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import { hasExtension } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** A responder that says itself that it is not checked names no responder. */
export const noOcspUriNocheck: Rule<CertificateSubject> = {
  id: 'no-ocsp-uri-nocheck',
  severity: 'note',
  citation: 'RFC 6960 §4.2.2.2.1',
  about: 'A responder that says itself that it is not checked names no responder.',
  remedy: 'Nothing is to be done.',
  find: (subject) =>
    subject.ocspUris.length === 0 &&
    !subject.isCa &&
    hasExtension(subject, extensionOid.ocspNoCheck)
      ? 'No OCSP URI, as it says itself that it is not checked.'
      : null,
};
