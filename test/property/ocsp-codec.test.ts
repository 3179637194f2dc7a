import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DerReader, decodeDer } from '#pki/der/reader.ts';
import { encodeCertId, readCertId } from '#pki/ocsp/cert-id.ts';
import { encodeCertStatus, readCertStatus } from '#pki/ocsp/cert-status.ts';
import {
  encodeBasicResponse,
  encodeOcspResponse,
  encodeResponseData,
} from '#pki/ocsp/encode-response.ts';
import { ocspOid } from '#pki/ocsp/object-identifiers.ts';
import { decodeRequest, encodeRequest } from '#pki/ocsp/request.ts';
import { encodeResponderId, readResponderId } from '#pki/ocsp/responder-id.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import { encodeSingleResponse, readSingleResponse } from '#pki/ocsp/single-response.ts';
import type { SingleResponse } from '#pki/ocsp/types.ts';
import { answer, delegate } from '../support/ocsp-builder.ts';
import {
  algorithmIdentifier,
  certId,
  certStatus,
  mutated,
  octets,
  responderId,
  responseData,
  singleResponse,
} from '../support/ocsp-messages.ts';

/** Whether a production that is written is read as the same value. */
function survives<T>(
  arbitrary: fc.Arbitrary<T>,
  encode: (value: T) => Uint8Array,
  read: (reader: DerReader, name: string) => T,
): void {
  fc.assert(
    fc.property(arbitrary, (value) => {
      expect(decodeDer(encode(value), (reader) => read(reader, 'it'))).toEqual({ ok: true, value });
    }),
  );
}

/** The answers, by index, whose revocation reason is a number without a name. */
function unrecognised({ responses }: { readonly responses: readonly SingleResponse[] }) {
  return responses.flatMap(({ certStatus }, index) =>
    certStatus.status === 'revoked' && /^unrec/.test(certStatus.revocation.reason ?? '')
      ? [index]
      : [],
  );
}

describe('decode(encode(x)) is x', () => {
  it('for CertID', () => survives(certId, encodeCertId, readCertId));
  it('for CertStatus', () => survives(certStatus, encodeCertStatus, readCertStatus));
  it('for ResponderID', () => survives(responderId, encodeResponderId, readResponderId));
  it('for SingleResponse', () =>
    survives(singleResponse, encodeSingleResponse, readSingleResponse));

  it('for OCSPRequest', () => {
    const nonce = fc.option(octets(1, 128), { nil: null });
    fc.assert(
      fc.property(fc.array(certId, { maxLength: 5 }), nonce, (certIds, sent) => {
        const der = encodeRequest({ certIds, nonce: sent });
        const decoded = decodeRequest(der);
        expect(decoded).toMatchObject({
          ok: true,
          value: {
            der,
            requestList: certIds.map((id) => ({ certId: id, extensions: [] })),
            nonce: sent,
            isSigned: false,
          },
        });
      }),
    );
  });

  it('for OCSPResponse', () => {
    const certificates = fc.array(fc.constant(delegate.certificate.der), { maxLength: 3 });
    fc.assert(
      fc.property(
        fc.record({
          data: responseData,
          algorithmIdentifier,
          signature: octets(0, 80),
          certificates,
        }),
        ({ data, algorithmIdentifier: signatureAlgorithm, signature, certificates: certs }) => {
          const tbsResponseData = encodeResponseData(data);
          const response = encodeBasicResponse({
            tbsResponseData,
            signatureAlgorithm,
            signature,
            certificates: certs,
          });
          const responseBytes = { responseType: ocspOid.basic, response };
          const der = encodeOcspResponse({ responseStatus: 'successful', responseBytes });
          expect(decodeResponse(der)).toEqual({
            ok: true,
            value: {
              der,
              deviations: unrecognised(data).map((index) =>
                expect.objectContaining({
                  code: 'value-not-defined',
                  path: expect.stringContaining(`.responses[${index}].certStatus`),
                }),
              ),
              responseStatus: 'successful',
              responseType: ocspOid.basic,
              basic: {
                ...data,
                nonce: null,
                tbsResponseData,
                signatureAlgorithm,
                signature,
                certificates: certs,
              },
            },
          });
        },
      ),
    );
  });
});

describe('damaged messages', () => {
  const request = encodeRequest({
    certIds: fc.sample(certId, { numRuns: 3, seed: 1 }),
    nonce: new Uint8Array(32),
  });
  const response = answer({ signer: delegate, nonce: new Uint8Array(32) });

  it.each([
    ['a request', request, decodeRequest],
    ['a response', response, decodeResponse],
  ] as const)('%s cut short anywhere gives an error within it, never a throw', (_, der, decode) => {
    for (let end = 0; end < der.length; end++) {
      const decoded = decode(der.subarray(0, end));
      expect(decoded.ok).toBe(false);
      if (!decoded.ok) expect(decoded.error.offset).toBeLessThanOrEqual(end);
    }
  });

  it.each([
    ['a request', request, decodeRequest],
    ['a response', response, decodeResponse],
  ] as const)(
    '%s with octets changed gives a value or a located error, never a throw',
    (_, der, decode) => {
      fc.assert(
        fc.property(mutated(der), (bytes) => {
          const decoded = decode(bytes);
          if (decoded.ok) return;
          expect(decoded.error.offset).toBeGreaterThanOrEqual(0);
          expect(decoded.error.offset).toBeLessThanOrEqual(bytes.length);
          expect(decoded.error.message).not.toBe('');
        }),
        { numRuns: 3_000 },
      );
    },
  );

  it('random octets give an error, never a throw', () => {
    fc.assert(
      fc.property(octets(0, 300), (bytes) => {
        expect(decodeRequest(bytes).ok).toBe(false);
        expect(decodeResponse(bytes).ok).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
