import { extensionOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

const neverCritical = new Map<string, string>([
  [extensionOid.authorityKeyIdentifier, 'authorityKeyIdentifier'],
  [extensionOid.subjectKeyIdentifier, 'subjectKeyIdentifier'],
  [extensionOid.authorityInfoAccess, 'authorityInfoAccess'],
  [extensionOid.subjectInfoAccess, 'subjectInfoAccess'],
  [extensionOid.freshestCrl, 'freshestCRL'],
]);

/** An extension is critical that RFC 5280 says must not be. */
export const mustNotBeCritical: Rule<CertificateSubject> = {
  id: 'must-not-be-critical',
  severity: 'warning',
  citation: 'RFC 5280 §4.2',
  about: 'An extension is critical that RFC 5280 says must not be.',
  remedy: 'Have it issued again with the extension not critical.',
  find: ({ certificate: { extensions } }) =>
    extensions.flatMap(({ critical, oid }) => {
      const name = critical ? neverCritical.get(oid) : undefined;
      return name === undefined ? [] : [`The extension ${name} is critical and must not be.`];
    }),
};
