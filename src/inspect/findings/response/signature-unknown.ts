import type { OcspResponse } from '#pki/ocsp/types.ts';
import { signatureOf } from '../response-parts.ts';
import type { Rule } from '../rule.ts';

/** The signature algorithm is not verified here. */
export const signatureUnknown: Rule<OcspResponse> = {
  id: 'signature-unknown',
  severity: 'warning',
  citation: null,
  about: 'The signature algorithm is not verified here.',
  remedy: 'Verify the signature with a program that knows the algorithm.',
  find: (response) => {
    const signature = signatureOf(response);
    return signature?.kind === 'unknown'
      ? `The signature of the response uses ${signature.name}, which is not verified here.`
      : null;
  },
};
