import { hasRocaFingerprint } from '#pki/keys/roca.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The RSA modulus has the fingerprint of the flawed key generator of Infineon (ROCA). */
export const roca: Rule<CertificateSubject> = {
  id: 'roca',
  severity: 'error',
  citation: 'CVE-2017-15361',
  about: 'The RSA modulus has the fingerprint of the flawed key generator of Infineon (ROCA).',
  remedy:
    'Replace the key at once by one made in other hardware or software, and revoke the certificate.',
  find: ({ key }) =>
    key.kind === 'rsa' && hasRocaFingerprint(key.modulus)
      ? 'The key has the ROCA fingerprint: its private key can be computed from this certificate.'
      : null,
};
