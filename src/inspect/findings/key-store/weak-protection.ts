import type { KeyStore } from '#pki/keystore/decode-keystore.ts';
import type { Rule } from '../rule.ts';

/** A key store protects its keys by a method of Java's own. */
export const weakProtection: Rule<KeyStore> = {
  id: 'weak-protection',
  severity: 'warning',
  citation: 'local policy',
  about: "A key store protects its keys by a method of Java's own.",
  remedy: 'Convert it to PKCS#12: `keytool -importkeystore -deststoretype pkcs12`.',
  find: ({ format, entries }) =>
    entries.some(({ kind }) => kind === 'key')
      ? `Its private keys are protected by the method of ${format}, from which passwords are quickly guessed.`
      : null,
};
