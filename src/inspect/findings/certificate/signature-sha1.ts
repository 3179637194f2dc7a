import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The signature rests on SHA-1. */
export const signatureSha1: Rule<CertificateSubject> = {
  id: 'signature-sha1',
  severity: 'warning',
  citation: 'local policy',
  about: 'The signature rests on SHA-1.',
  remedy: 'Have it issued again with SHA-256 or better.',
  find: ({ signature }) =>
    signature.digest === 'sha1'
      ? `The certificate is signed with ${signature.name}: collisions of SHA-1 can be made.`
      : null,
};
