import { extensionOid } from '#pki/x509/oid.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import { hasExtension } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';
import { dayMs } from '../rule.ts';

const limit = 92 * dayMs;

/** An OCSP responder that nobody checks is valid for more than three months. */
export const responderNocheckLong: Rule<CertificateSubject> = {
  id: 'responder-nocheck-long',
  severity: 'note',
  citation: 'RFC 6960 §4.2.2.2.1',
  about: 'An OCSP responder that nobody checks is valid for more than three months.',
  remedy: 'Have it issued for a few weeks and renewed by a program.',
  find: (subject) => {
    const length = subject.certificate.notAfter - subject.certificate.notBefore;
    if (!subject.isResponder || !hasExtension(subject, extensionOid.ocspNoCheck)) return null;
    return length <= limit
      ? null
      : `An OCSP responder that nobody checks (id-pkix-ocsp-nocheck), for ${toReadableSpan(length)}: a stolen key would serve that long.`;
  },
};
