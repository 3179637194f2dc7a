import type { OcspResponse } from '#pki/ocsp/types.ts';
import type { Rule } from '../rule.ts';

/** No certificate comes with the response. */
export const noCertificates: Rule<OcspResponse> = {
  id: 'no-certificates',
  severity: 'note',
  citation: 'RFC 6960 §4.2.2.3',
  about: 'No certificate comes with the response.',
  remedy: 'Give the certificate of the issuer or of the responder to who judges the response.',
  find: ({ basic }) =>
    basic !== null && basic.certificates.length === 0
      ? 'No certificate comes with the response: its signer must be known already.'
      : null,
};
