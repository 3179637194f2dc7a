import type { OcspResponse } from '#pki/ocsp/types.ts';
import { signersOf } from '../response-parts.ts';
import type { Rule } from '../rule.ts';

/** None of the certificates in the response is the signer's. */
export const signerNotIncluded: Rule<OcspResponse> = {
  id: 'signer-not-included',
  severity: 'note',
  citation: 'RFC 6960 §4.2.2.3',
  about: "None of the certificates in the response is the signer's.",
  remedy: 'Give the certificate of the responder to who judges the response.',
  find: (response) =>
    response.basic !== null &&
    response.basic.certificates.length > 0 &&
    signersOf(response).length === 0
      ? 'None of the certificates in the response is the one that responderID names.'
      : null,
};
