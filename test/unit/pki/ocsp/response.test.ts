import { describe, expect, it } from 'vitest';
import { tag } from '#pki/der/tag.ts';
import {
  encodeBitString,
  encodeBoolean,
  encodeElement,
  encodeExplicit,
  encodeGeneralizedTime,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { createCertId, encodeCertId } from '#pki/ocsp/cert-id.ts';
import {
  encodeBasicResponse,
  encodeErrorResponse,
  encodeOcspResponse,
  encodeResponseData,
} from '#pki/ocsp/encode-response.ts';
import { encodeExtensions } from '#pki/ocsp/extensions.ts';
import { createNonceExtension } from '#pki/ocsp/nonce.ts';
import { ocspOid } from '#pki/ocsp/object-identifiers.ts';
import { encodeResponderId } from '#pki/ocsp/responder-id.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import { encodeSingleResponse } from '#pki/ocsp/single-response.ts';
import type { DecodedCertStatus } from '#pki/ocsp/types.ts';
import type { RevocationReason } from '#shared/model/ocsp.ts';
import {
  answer,
  at,
  client,
  day,
  decoded,
  hour,
  issuer,
  single,
} from '../../../support/ocsp-builder.ts';
import { extension, testAlgorithms, testExtensions } from '../../../support/test-certificate.ts';

const certId = createCertId(client.certificate, issuer.certificate, 'sha1');
const responderId = { by: 'name', name: issuer.certificate.subject } as const;
const data = 'OCSPResponse.responseBytes.response.tbsResponseData';

function errorOf(der: Uint8Array) {
  const result = decodeResponse(der);
  if (result.ok) throw new Error('it was decoded');
  return result.error;
}

/** A response around these octets of ResponseData; nobody signed it. */
function around(tbsResponseData: Uint8Array): Uint8Array {
  const response = encodeBasicResponse({
    tbsResponseData,
    signatureAlgorithm: testAlgorithms.ecdsaSha256.identifier,
    signature: Uint8Array.of(1, 2, 3),
    certificates: [],
  });
  const responseBytes = { responseType: ocspOid.basic, response };
  return encodeOcspResponse({ responseStatus: 'successful', responseBytes });
}

/** ResponseData from its encoded parts. */
function dataOf(...parts: readonly Uint8Array[]): Uint8Array {
  return around(encodeSequence(...parts));
}

const responderIdDer = encodeResponderId(responderId);
const producedAtDer = encodeGeneralizedTime(at);
const responsesDer = encodeSequence(encodeSingleResponse(single()));

function withSingle(...parts: readonly Uint8Array[]): Uint8Array {
  const one = encodeSequence(encodeCertId(certId), ...parts);
  return dataOf(responderIdDer, producedAtDer, encodeSequence(one));
}

const good = encodeElement(0x80);
const time = encodeGeneralizedTime(at);

describe('decodeResponse', () => {
  it.each([
    'malformedRequest',
    'internalError',
    'tryLater',
    'sigRequired',
    'unauthorized',
  ] as const)('reads the error response %s', (responseStatus) => {
    const der = encodeErrorResponse(responseStatus);
    expect(decodeResponse(der)).toEqual({
      ok: true,
      value: { der, deviations: [], responseStatus, responseType: null, basic: null },
    });
  });

  it.each([4, 7, 255])('refuses the response status %i, which is not defined', (value) => {
    const der = encodeSequence(encodeSmallInteger(value, tag.enumerated));
    expect(errorOf(der)).toMatchObject({
      code: 'value-not-allowed',
      offset: 2,
      path: 'OCSPResponse.responseStatus',
    });
  });

  it('keeps a response of another type unread', () => {
    const responseBytes = { responseType: '1.2.3', response: Uint8Array.of(0xff) };
    const der = encodeOcspResponse({ responseStatus: 'successful', responseBytes });
    expect(decoded(der)).toMatchObject({ responseType: '1.2.3', basic: null });
  });

  it('reads every part of a basic response', () => {
    const nonce = Uint8Array.of(1, 2, 3, 4);
    const certStatus: DecodedCertStatus = {
      status: 'revoked',
      revocation: { time: at - day, reason: 'keyCompromise' },
    };
    const response = single({ certStatus, extensions: [testExtensions.unknownIgnored] });
    const { basic } = decoded(
      answer({
        nonce,
        responses: [response, single({ nextUpdate: null })],
        extensions: [testExtensions.unknownCritical],
        certificates: [client.certificate.der, issuer.certificate.der],
      }),
    );
    expect(basic).toMatchObject({
      version: 0,
      responderId: { by: 'name', name: issuer.certificate.subject },
      producedAt: at - hour,
      responses: [
        {
          certStatus,
          thisUpdate: response.thisUpdate,
          nextUpdate: response.nextUpdate,
          extensions: [testExtensions.unknownIgnored],
        },
        { certStatus: { status: 'good' }, nextUpdate: null, extensions: [] },
      ],
      extensions: [createNonceExtension(nonce), testExtensions.unknownCritical],
      nonce,
      signatureAlgorithm: testAlgorithms.ecdsaSha256.identifier,
      certificates: [client.certificate.der, issuer.certificate.der],
    });
  });

  it('keeps the very octets that are signed', () => {
    const tbsResponseData = encodeResponseData({
      version: 0,
      responderId,
      producedAt: at,
      responses: [single()],
      extensions: [],
    });
    expect(decoded(around(tbsResponseData)).basic?.tbsResponseData).toEqual(tbsResponseData);
  });

  it.each([
    ['unspecified', 0],
    ['keyCompromise', 1],
    ['cACompromise', 2],
    ['affiliationChanged', 3],
    ['superseded', 4],
    ['cessationOfOperation', 5],
    ['certificateHold', 6],
    ['removeFromCRL', 8],
    ['privilegeWithdrawn', 9],
    ['aACompromise', 10],
  ] as const satisfies readonly (readonly [RevocationReason, number])[])(
    'reads the revocation reason %s (%i)',
    (reason, value) => {
      const coded = encodeExplicit(0, encodeSmallInteger(value, tag.enumerated));
      const { basic } = decoded(withSingle(encodeElement(0xa1, time, coded), time));
      expect(basic?.responses[0]?.certStatus).toEqual({
        status: 'revoked',
        revocation: { time: at, reason },
      });
    },
  );

  it.each([7, 11])(
    'reads the revocation reason %i, which is not defined, and records it',
    (value) => {
      const coded = encodeExplicit(0, encodeSmallInteger(value, tag.enumerated));
      const response = decoded(withSingle(encodeElement(0xa1, time, coded), time));
      expect(response.basic?.responses[0]?.certStatus).toEqual({
        status: 'revoked',
        revocation: { time: at, reason: `unrecognised reason ${value}` },
      });
      expect(response.deviations).toMatchObject([
        {
          code: 'value-not-defined',
          path: `${data}.responses[0].certStatus.revocationReason`,
          clause: 'RFC 5280 §5.3.1',
        },
      ]);
    },
  );

  it('reads a later version, and records v1 written out', () => {
    const version = (value: number) => encodeExplicit(0, encodeSmallInteger(value));
    const parts = [responderIdDer, producedAtDer, responsesDer] as const;
    const later = decoded(dataOf(version(1), ...parts));
    expect([later.basic?.version, later.deviations]).toEqual([1, []]);
    const explicit = decoded(dataOf(version(0), ...parts));
    expect(explicit.basic?.version).toBe(0);
    expect(explicit.deviations).toMatchObject([
      { code: 'default-encoded', path: `${data}.version`, clause: 'X.690 §11.5' },
    ]);
  });

  const withExtensions = (...extensions: readonly Uint8Array[]) =>
    dataOf(
      responderIdDer,
      producedAtDer,
      responsesDer,
      encodeExplicit(1, encodeSequence(...extensions)),
    );
  const notCritical = encodeBoolean(false);
  const nonceOf = (value: Uint8Array) =>
    withExtensions(encodeSequence(encodeObjectIdentifier(ocspOid.nonce), encodeOctetString(value)));

  it.each([
    [
      'an empty list of extensions of an answer',
      withSingle(good, time, encodeExplicit(1, encodeSequence())),
      'empty-list',
      '.responses[0].singleExtensions',
    ],
    ['an empty list of extensions', withExtensions(), 'empty-list', '.responseExtensions'],
    [
      'critical FALSE written out',
      withExtensions(
        encodeSequence(encodeObjectIdentifier('1.2.3'), notCritical, encodeOctetString(time)),
      ),
      'default-encoded',
      '.responseExtensions[0].critical',
    ],
    [
      'a nonce without an OCTET STRING of its own',
      nonceOf(Uint8Array.of(1, 2, 3)),
      'nonce-not-wrapped',
      '.responseExtensions[0].extnValue.Nonce',
    ],
    [
      'a nonce that is too long',
      nonceOf(encodeOctetString(new Uint8Array(129))),
      'nonce-length',
      '.responseExtensions[0].extnValue.Nonce',
    ],
    [
      'a nonce of no octet',
      nonceOf(encodeOctetString(new Uint8Array(0))),
      'nonce-length',
      '.responseExtensions[0].extnValue.Nonce',
    ],
  ] as const)('reads %s and records where', (_, der, code, path) => {
    const { basic, deviations } = decoded(der);
    expect(basic).not.toBeNull();
    expect(deviations).toMatchObject([{ code, path: `${data}${path}` }]);
  });

  it('keeps the octets of a nonce that is not wrapped', () => {
    expect(decoded(nonceOf(Uint8Array.of(4, 2, 3))).basic?.nonce).toEqual(Uint8Array.of(4, 2, 3));
  });

  it.each([
    [
      'a status that is none of three',
      withSingle(encodeElement(0x83), time),
      'unexpected-tag',
      '.responses[0].certStatus',
    ],
    [
      'good with contents',
      withSingle(encodeElement(0x80, Uint8Array.of(0)), time),
      'invalid-null',
      '.responses[0].certStatus',
    ],
    [
      'a time with fractions of a second',
      withSingle(good, encodeElement(tag.generalizedTime, Buffer.from('20260101000000.5Z'))),
      'invalid-time',
      '.responses[0].thisUpdate',
    ],
    [
      'UTCTime',
      withSingle(good, encodeElement(tag.utcTime, Buffer.from('260101000000Z'))),
      'unexpected-tag',
      '.responses[0].thisUpdate',
    ],
    [
      'an element after a SingleResponse',
      withSingle(good, time, encodeOctetString(time)),
      'trailing-data',
      '.responses[0]',
    ],
    [
      'an extension that comes twice',
      withSingle(
        good,
        time,
        encodeExplicit(
          1,
          encodeExtensions([testExtensions.unknownIgnored, testExtensions.unknownCritical]),
        ),
      ),
      'duplicate-element',
      '.responses[0].singleExtensions[1]',
    ],
    [
      'a responderID that is neither name nor key',
      dataOf(encodeExplicit(3, time), producedAtDer, responsesDer),
      'unexpected-tag',
      '.responderID',
    ],
    [
      'a missing list of answers',
      dataOf(responderIdDer, producedAtDer),
      'missing-element',
      '.responses',
    ],
    [
      'an element after the extensions',
      dataOf(responderIdDer, producedAtDer, responsesDer, encodeExplicit(2, time)),
      'trailing-data',
      '',
    ],
  ] as const)('refuses %s and says where', (_, der, code, path) => {
    expect(errorOf(der)).toMatchObject({ code, path: `${data}${path}` });
  });

  it('counts offsets in the whole message, inside the wrapped response as well', () => {
    const der = withSingle(encodeElement(0x83), time);
    const { offset } = errorOf(der);
    expect([...der.subarray(offset, offset + 2)]).toEqual([0x83, 0]);
  });

  it('refuses octets after the response, after the wrapped one and after the signature', () => {
    const der = answer();
    expect(errorOf(Uint8Array.of(...der, 0))).toMatchObject({ code: 'trailing-data', path: '' });
    const response = Uint8Array.of(...encodeSequence(), 0);
    const responseBytes = { responseType: ocspOid.basic, response };
    expect(
      errorOf(encodeOcspResponse({ responseStatus: 'successful', responseBytes })).path,
    ).toContain('OCSPResponse.responseBytes.response');
    const basic = encodeSequence(
      encodeSequence(responderIdDer, producedAtDer, responsesDer),
      encodeSequence(encodeObjectIdentifier('1.2.3')),
      encodeBitString(time),
      time,
    );
    const more = { responseType: ocspOid.basic, response: basic };
    expect(
      errorOf(encodeOcspResponse({ responseStatus: 'successful', responseBytes: more })),
    ).toMatchObject({
      code: 'trailing-data',
      path: 'OCSPResponse.responseBytes.response',
    });
  });

  it('refuses more than 1000 answers and more than 32 certificates', () => {
    const responses = Array.from({ length: 1001 }, () => single());
    expect(errorOf(answer({ responses }))).toMatchObject({
      code: 'too-many-elements',
      path: `${data}.responses[1000]`,
    });
    const certificates = Array.from({ length: 33 }, () => client.certificate.der);
    expect(errorOf(answer({ certificates }))).toMatchObject({
      code: 'too-many-elements',
      path: 'OCSPResponse.responseBytes.response.certs[32]',
    });
  });

  it('refuses more than 100 extensions', () => {
    const extensions = Array.from({ length: 101 }, (_, i) => extension(`1.2.3.${i}`, time));
    expect(errorOf(answer({ extensions }))).toMatchObject({
      code: 'too-many-elements',
      path: `${data}.responseExtensions[100]`,
    });
  });
});
