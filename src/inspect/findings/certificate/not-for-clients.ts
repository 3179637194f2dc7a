import { keyPurposeOid, nameKeyPurpose } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

const serving = [keyPurposeOid.clientAuth, keyPurposeOid.any, keyPurposeOid.ocspSigning];

/** extendedKeyUsage does not serve client authentication. */
export const notForClients: Rule<CertificateSubject> = {
  id: 'not-for-clients',
  severity: 'note',
  citation: 'RFC 5280 §4.2.1.12',
  about: 'extendedKeyUsage does not serve client authentication.',
  remedy:
    'For mTLS, have it issued with id-kp-clientAuth; for a server certificate nothing is to be done.',
  find: ({ isCa, purposes }) => {
    if (isCa || purposes === null || serving.some((oid) => purposes.includes(oid))) return null;
    const named = purposes.map(nameKeyPurpose).join(', ');
    return `Not meant for client authentication: extendedKeyUsage is ${named}.`;
  },
};
