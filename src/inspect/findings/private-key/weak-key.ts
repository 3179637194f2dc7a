import { keyFactsOf } from '#pki/keys/key-facts.ts';
import { weaknessOf } from '../key-weakness.ts';
import type { PrivateKeySubject } from '../private-key-subject.ts';
import type { Rule } from '../rule.ts';

/** The private key is weak. */
export const weakKey: Rule<PrivateKeySubject> = {
  id: 'weak-key',
  severity: 'warning',
  citation: 'local policy',
  about: 'The private key is weak.',
  remedy: 'Make a new key, RSA of at least 2048 bits or EC on P-256.',
  find: ({ publicKey }) => {
    const weakness = publicKey === null ? null : weaknessOf(keyFactsOf(publicKey));
    return weakness === null ? null : `The key is weak: ${weakness}.`;
  },
};
