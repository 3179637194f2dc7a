import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The RSA key has fewer than 2048 bits. */
export const shortRsaKey: Rule<CertificateSubject> = {
  id: 'short-rsa-key',
  severity: 'warning',
  citation: 'local policy',
  about: 'The RSA key has fewer than 2048 bits.',
  remedy:
    'Make a new key of at least 2048 bits, better 3072, and have the certificate issued for it.',
  find: ({ key }) =>
    key.kind === 'rsa' && key.bits < 2_048
      ? `The key is ${key.name} ${key.bits}: too short to be relied on.`
      : null,
};
