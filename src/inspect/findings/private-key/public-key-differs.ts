import type { PrivateKeySubject } from '../private-key-subject.ts';
import type { Rule } from '../rule.ts';

/** A private key file names a public key that is not that of the private one. */
export const publicKeyDiffers: Rule<PrivateKeySubject> = {
  id: 'public-key-differs',
  severity: 'error',
  citation: 'RFC 5958 §2',
  about: 'A private key file names a public key that is not that of the private one.',
  remedy:
    'Do not use the file: a program that believes the public half signs for another key, and may leak this one.',
  find: ({ namesOtherKey }) =>
    namesOtherKey
      ? 'The public key in the file is not the one of its private key; what is shown goes with the private key.'
      : null,
};
