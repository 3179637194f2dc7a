import type { Pkcs12 } from '#pki/pkcs12/decode-pkcs12.ts';
import type { Rule } from '../rule.ts';

/** A private key lies open in a PKCS#12 file. */
export const keyNotEncrypted: Rule<Pkcs12> = {
  id: 'key-not-encrypted',
  severity: 'warning',
  citation: 'local policy',
  about: 'A private key lies open in a PKCS#12 file.',
  remedy: 'Write the file again under a password.',
  find: ({ bags }) =>
    bags.some(({ kind, encryption }) => kind === 'key' && encryption === null)
      ? 'A private key in it is not encrypted: who has the file has the key.'
      : null,
};
