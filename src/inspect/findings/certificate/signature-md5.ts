import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The signature rests on MD5. */
export const signatureMd5: Rule<CertificateSubject> = {
  id: 'signature-md5',
  severity: 'error',
  citation: 'RFC 6151 §2.1',
  about: 'The signature rests on MD5.',
  remedy:
    'Have it issued again with SHA-256 or better, and trust nothing that rests on this signature.',
  find: ({ signature }) =>
    signature.digest === 'md5'
      ? `The certificate is signed with ${signature.name}: MD5 signatures can be forged.`
      : null,
};
