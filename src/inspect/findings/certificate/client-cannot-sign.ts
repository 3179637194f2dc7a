import { keyPurposeOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** A client certificate whose keyUsage does not let it sign. */
export const clientCannotSign: Rule<CertificateSubject> = {
  id: 'client-cannot-sign',
  severity: 'warning',
  citation: 'RFC 5280 §4.2.1.12',
  about: 'A client certificate whose keyUsage does not let it sign.',
  remedy:
    'Have it issued again with digitalSignature: TLS 1.3 clients prove their key by a signature.',
  find: ({ purposes, keyUsage }) =>
    purposes?.includes(keyPurposeOid.clientAuth) === true &&
    keyUsage !== null &&
    !keyUsage.has('digitalSignature')
      ? 'For client authentication, but keyUsage has no digitalSignature: a TLS 1.3 client cannot use it.'
      : null,
};
