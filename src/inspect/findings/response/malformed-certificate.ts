import type { OcspResponse } from '#pki/ocsp/types.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { Rule } from '../rule.ts';

/** A certificate in the response is not well-formed. */
export const malformedCertificate: Rule<OcspResponse> = {
  id: 'malformed-certificate',
  severity: 'warning',
  citation: 'RFC 6960 §4.2.1',
  about: 'A certificate in the response is not well-formed.',
  remedy: 'Report it to who runs the responder: programs may refuse the whole response.',
  find: ({ basic }) =>
    (basic?.certificates ?? []).flatMap((der, at) => {
      const certificate = decodeCertificate(der);
      if (certificate.ok) return [];
      const { message, offset } = certificate.error;
      return [
        `Certificate ${at + 1} in the response is not well-formed: ${message} (octet ${offset}).`,
      ];
    }),
};
