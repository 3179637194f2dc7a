import { keyPurposeOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** extendedKeyUsage allows any purpose. */
export const anyPurpose: Rule<CertificateSubject> = {
  id: 'any-purpose',
  severity: 'note',
  citation: 'RFC 5280 §4.2.1.12',
  about: 'extendedKeyUsage allows any purpose.',
  remedy:
    'Have it issued with the purposes that are needed: strict checkers refuse anyExtendedKeyUsage.',
  find: ({ purposes }) =>
    purposes?.includes(keyPurposeOid.any) === true
      ? 'extendedKeyUsage allows any purpose (anyExtendedKeyUsage).'
      : null,
};
