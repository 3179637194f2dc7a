import type { OcspResponse } from '#pki/ocsp/types.ts';
import { signatureOf } from '../response-parts.ts';
import type { Rule } from '../rule.ts';

/** The signature rests on SHA-1. */
export const signatureSha1: Rule<OcspResponse> = {
  id: 'signature-sha1',
  severity: 'warning',
  citation: 'local policy',
  about: 'The signature rests on SHA-1.',
  remedy: 'Have the responder sign with SHA-256 or better.',
  find: (response) => {
    const signature = signatureOf(response);
    return signature?.digest === 'sha1'
      ? `The response is signed with ${signature.name}: collisions of SHA-1 can be made.`
      : null;
  },
};
