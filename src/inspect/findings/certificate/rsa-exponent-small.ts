import { hexOf } from '#pki/octets.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The public exponent of the RSA key is below 65537. */
export const rsaExponentSmall: Rule<CertificateSubject> = {
  id: 'rsa-exponent-small',
  severity: 'warning',
  citation: 'NIST SP 800-56B §6.2',
  about: 'The public exponent of the RSA key is below 65537.',
  remedy: 'Make a new key with the exponent 65537.',
  find: ({ key }) => {
    if (key.kind !== 'rsa' || key.exponent.length > 3) return null;
    const exponent = Number.parseInt(hexOf(key.exponent), 16);
    return exponent < 65_537
      ? `The RSA exponent is ${exponent}: one mistake in the padding check of a verifier makes signatures forgeable.`
      : null;
  },
};
