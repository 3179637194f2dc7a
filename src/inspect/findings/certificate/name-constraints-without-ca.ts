import { extensionOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import { hasExtension } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** Name constraints stand in a certificate that is no CA. */
export const nameConstraintsWithoutCa: Rule<CertificateSubject> = {
  id: 'name-constraints-without-ca',
  severity: 'error',
  citation: 'RFC 5280 §4.2.1.10',
  about: 'Name constraints stand in a certificate that is no CA.',
  remedy: 'Have it issued again without nameConstraints.',
  find: (subject) =>
    !subject.isCa && hasExtension(subject, extensionOid.nameConstraints)
      ? 'nameConstraints in a certificate that is no CA.'
      : null,
};
