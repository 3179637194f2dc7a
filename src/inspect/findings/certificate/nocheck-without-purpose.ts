import { extensionOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import { hasExtension } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** id-pkix-ocsp-nocheck stands in a certificate that is no OCSP responder. */
export const nocheckWithoutPurpose: Rule<CertificateSubject> = {
  id: 'nocheck-without-purpose',
  severity: 'note',
  citation: 'RFC 6960 §4.2.2.2.1',
  about: 'id-pkix-ocsp-nocheck stands in a certificate that is no OCSP responder.',
  remedy: 'Leave the extension out when it is renewed.',
  find: (subject) =>
    !subject.isResponder && hasExtension(subject, extensionOid.ocspNoCheck)
      ? 'id-pkix-ocsp-nocheck without id-kp-OCSPSigning in extendedKeyUsage: it has no effect.'
      : null,
};
