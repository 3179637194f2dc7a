import type { PrivateKeySubject } from '../private-key-subject.ts';
import type { Rule } from '../rule.ts';

/** A private key is encrypted with an old method. */
export const keyWeaklyEncrypted: Rule<PrivateKeySubject> = {
  id: 'key-weakly-encrypted',
  severity: 'warning',
  citation: 'local policy',
  about: 'A private key is encrypted with an old method.',
  remedy: 'Encrypt it again as PKCS#8 with AES: `openssl pkcs8 -topk8 -v2 aes-256-cbc`.',
  find: ({ encryption }) =>
    encryption?.strength === 'weak'
      ? `The private key is encrypted with ${encryption.name}, from which passwords are quickly guessed.`
      : null,
};
