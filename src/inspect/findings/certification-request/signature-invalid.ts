import type { CertificationRequest } from '#pki/pkcs10/decode-request.ts';
import { verifySignature } from '#pki/x509/signature.ts';
import type { Rule } from '../rule.ts';

/** The signature of the request does not verify with the key in it. */
export const signatureInvalid: Rule<CertificationRequest> = {
  id: 'signature-invalid',
  severity: 'error',
  citation: 'RFC 2986 §4.2',
  about: 'The signature of the request does not verify with the key in it.',
  remedy:
    'Make the request again: whoever sent it did not show that the key is theirs, or it was changed on the way.',
  find: (request) =>
    verifySignature({
      algorithm: request.signatureAlgorithm,
      key: request,
      data: request.requestInfo,
      signature: request.signature,
    }) === 'invalid'
      ? 'The signature does not verify with the key in the request.'
      : null,
};
