import type { CertificationRequest } from '#pki/pkcs10/decode-request.ts';
import { readPublicKey } from '#pki/x509/public-key.ts';
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
  find: (request) => {
    const key = readPublicKey(request);
    if (!key.ok) return null;
    const { signatureAlgorithm: algorithm, requestInfo: data, signature } = request;
    return verifySignature({ algorithm, key: key.value, data, signature }) === 'invalid'
      ? 'The signature does not verify with the key in the request.'
      : null;
  },
};
