import { findExtension } from '#pki/x509/extensions.ts';
import { extensionOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** nameConstraints is not critical. */
export const nameConstraintsNotCritical: Rule<CertificateSubject> = {
  id: 'name-constraints-not-critical',
  severity: 'warning',
  citation: 'RFC 5280 §4.2.1.10',
  about: 'nameConstraints is not critical.',
  remedy:
    'Have the CA certificate issued again with nameConstraints critical, or programs that do not know it overlook the limit.',
  find: ({ certificate }) =>
    findExtension(certificate, extensionOid.nameConstraints)?.critical === false
      ? 'nameConstraints is not critical.'
      : null,
};
