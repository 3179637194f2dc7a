import { keyFactsOf } from '#pki/keys/key-facts.ts';
import type { PublicKeyInfo } from '#pki/x509/public-key.ts';
import { weaknessOf } from '../key-weakness.ts';
import type { Rule } from '../rule.ts';

/** The public key is weak. */
export const weakKey: Rule<PublicKeyInfo> = {
  id: 'weak-key',
  severity: 'warning',
  citation: 'local policy',
  about: 'The public key is weak.',
  remedy: 'Make a new key, RSA of at least 2048 bits or EC on P-256.',
  find: (key) => {
    const weakness = weaknessOf(keyFactsOf(key));
    return weakness === null ? null : `The key is weak: ${weakness}.`;
  },
};
