import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** keyUsage names a use that the kind of key cannot have. */
export const keyUsageNotForKey: Rule<CertificateSubject> = {
  id: 'key-usage-not-for-key',
  severity: 'warning',
  citation: 'RFC 5480 §3, RFC 3279 §2.3.1',
  about: 'keyUsage names a use that the kind of key cannot have.',
  remedy:
    'Have it issued again with usages that fit the key: digitalSignature for EC, also keyEncipherment for RSA.',
  find: ({ key, keyUsage }) => {
    if (keyUsage === null) return null;
    if (key.kind === 'rsa' && keyUsage.has('keyAgreement')) {
      return 'keyUsage has keyAgreement, which an RSA key cannot do.';
    }
    const enciphers = keyUsage.has('keyEncipherment') || keyUsage.has('dataEncipherment');
    return key.kind === 'ec' && enciphers
      ? 'keyUsage has keyEncipherment or dataEncipherment, which an EC key cannot do.'
      : null;
  },
};
