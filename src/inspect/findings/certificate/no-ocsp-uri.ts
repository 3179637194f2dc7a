import { extensionOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import { hasExtension } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** A certificate that is no CA names no OCSP responder. */
export const noOcspUri: Rule<CertificateSubject> = {
  id: 'no-ocsp-uri',
  severity: 'warning',
  citation: 'RFC 6960 §3.1',
  about: 'A certificate that is no CA names no OCSP responder.',
  remedy:
    'Configure a responder URI for its CA, or have it issued with one in authorityInfoAccess.',
  find: (subject) =>
    subject.ocspUris.length === 0 &&
    !subject.isCa &&
    !hasExtension(subject, extensionOid.ocspNoCheck)
      ? 'No OCSP URI in authorityInfoAccess: a check needs a configured responder URI.'
      : null,
};
