import type { OcspResponse } from '#pki/ocsp/types.ts';
import { signatureOf } from '../response-parts.ts';
import type { Rule } from '../rule.ts';

/** The signature rests on MD5. */
export const signatureMd5: Rule<OcspResponse> = {
  id: 'signature-md5',
  severity: 'error',
  citation: 'RFC 6151 §2.1',
  about: 'The signature rests on MD5.',
  remedy: 'Believe no such answer: have the responder sign with SHA-256 or better.',
  find: (response) => {
    const signature = signatureOf(response);
    return signature?.digest === 'md5'
      ? `The response is signed with ${signature.name}: MD5 signatures can be forged.`
      : null;
  },
};
