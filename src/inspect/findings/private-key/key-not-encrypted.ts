import type { PrivateKeySubject } from '../private-key-subject.ts';
import type { Rule } from '../rule.ts';

/** A private key lies open in a file. */
export const keyNotEncrypted: Rule<PrivateKeySubject> = {
  id: 'key-not-encrypted',
  severity: 'warning',
  citation: 'local policy',
  about: 'A private key lies open in a file.',
  remedy: 'Encrypt it under a password, or keep it where no others can read it; never send it.',
  find: ({ encryption }) =>
    encryption === null
      ? 'A private key that is not encrypted: who has the file has the key.'
      : null,
};
