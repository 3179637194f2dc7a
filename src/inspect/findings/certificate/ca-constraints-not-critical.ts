import { findExtension } from '#pki/x509/extensions.ts';
import { extensionOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** basicConstraints of a CA certificate is not critical. */
export const caConstraintsNotCritical: Rule<CertificateSubject> = {
  id: 'ca-constraints-not-critical',
  severity: 'warning',
  citation: 'RFC 5280 §4.2.1.9',
  about: 'basicConstraints of a CA certificate is not critical.',
  remedy: 'Have the CA certificate issued again with basicConstraints critical.',
  find: ({ certificate, isCa }) =>
    isCa && findExtension(certificate, extensionOid.basicConstraints)?.critical === false
      ? 'A CA certificate whose basicConstraints is not critical.'
      : null,
};
