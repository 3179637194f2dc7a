import type { Pkcs12 } from '#pki/pkcs12/decode-pkcs12.ts';
import type { Rule } from '../rule.ts';

/** A PKCS#12 file has a private key and no certificate. */
export const keyWithoutCertificate: Rule<Pkcs12> = {
  id: 'key-without-certificate',
  severity: 'note',
  citation: 'RFC 7292 §4.2',
  about: 'A PKCS#12 file has a private key and no certificate.',
  remedy:
    'Write it again together with the certificate of the key: most programs do not take it otherwise.',
  find: ({ bags }) =>
    bags.some(({ kind }) => kind === 'key') && !bags.some(({ kind }) => kind === 'certificate')
      ? 'It has a private key, but no certificate for it.'
      : null,
};
