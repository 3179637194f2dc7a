import type { Pkcs12 } from '#pki/pkcs12/decode-pkcs12.ts';
import type { Rule } from '../rule.ts';

/** A PKCS#12 file is encrypted with 3DES, RC2 or DES. */
export const weakEncryption: Rule<Pkcs12> = {
  id: 'weak-encryption',
  severity: 'warning',
  citation: 'local policy',
  about: 'A PKCS#12 file is encrypted with 3DES, RC2 or DES.',
  remedy:
    'Write it again with AES-256, as current OpenSSL and Java do, unless an old key store has to read it.',
  find: ({ encryptions }) => {
    const weak = encryptions.filter(({ strength }) => strength === 'weak').map(({ name }) => name);
    return weak.length === 0
      ? null
      : `Encrypted with ${weak.join(' and ')}, which is old and weak.`;
  },
};
