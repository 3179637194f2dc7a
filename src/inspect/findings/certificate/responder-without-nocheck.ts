import { extensionOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import { hasExtension } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The certificate of an OCSP responder without id-pkix-ocsp-nocheck. */
export const responderWithoutNocheck: Rule<CertificateSubject> = {
  id: 'responder-without-nocheck',
  severity: 'warning',
  citation: 'RFC 6960 §4.2.2.2.1',
  about: 'The certificate of an OCSP responder without id-pkix-ocsp-nocheck.',
  remedy:
    'Have it issued for a short time with id-pkix-ocsp-nocheck, or make sure that its own status can be asked elsewhere.',
  find: (subject) =>
    subject.isResponder && !hasExtension(subject, extensionOid.ocspNoCheck)
      ? 'An OCSP responder without id-pkix-ocsp-nocheck: whoever trusts its answers has to ask whether it is revoked itself.'
      : null,
};
