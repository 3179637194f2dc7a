import type { PrivateKeySubject } from '../private-key-subject.ts';
import type { Rule } from '../rule.ts';

/** A private key stands in the same file as its certificate. */
export const keyBesideCertificate: Rule<PrivateKeySubject> = {
  id: 'key-beside-certificate',
  severity: 'warning',
  citation: 'local policy',
  about: 'A private key stands in the same file as its certificate.',
  remedy:
    'Keep them in files of their own: a certificate is sent and published, and the key goes along unnoticed.',
  find: ({ isBesideCertificate }) =>
    isBesideCertificate
      ? 'The certificate of this key is in the same file: whoever is sent the one has the other.'
      : null,
};
