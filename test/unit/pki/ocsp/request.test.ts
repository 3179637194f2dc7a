import { describe, expect, it } from 'vitest';
import {
  encodeBitString,
  encodeExplicit,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { createCertId, encodeCertId } from '#pki/ocsp/cert-id.ts';
import { encodeExtensions } from '#pki/ocsp/extensions.ts';
import { ocspOid } from '#pki/ocsp/object-identifiers.ts';
import { decodeRequest, encodeRequest } from '#pki/ocsp/request.ts';
import { encodeAlgorithmIdentifier } from '#pki/x509/algorithm-identifier.ts';
import { readFixture, readManifest } from '../../../support/fixtures/manifest.ts';
import { client, delegate, issuer } from '../../../support/ocsp-builder.ts';
import { extension, testAlgorithms, testExtensions } from '../../../support/test-certificate.ts';

const certIds = [client, delegate].map(({ certificate }) =>
  createCertId(certificate, issuer.certificate, 'sha1'),
);
const requests = encodeSequence(...certIds.map((certId) => encodeSequence(encodeCertId(certId))));
const nonce = Uint8Array.from({ length: 32 }, (_, i) => i);

function withExtensions(value: Uint8Array): Uint8Array {
  const extensions = encodeExtensions([extension(ocspOid.nonce, value)]);
  return encodeSequence(encodeSequence(requests, encodeExplicit(2, extensions)));
}

function errorOf(der: Uint8Array) {
  const decoded = decodeRequest(der);
  if (decoded.ok) throw new Error('it was decoded');
  return decoded.error;
}

describe('decodeRequest', () => {
  it.each([null, nonce])('reads what encodeRequest writes (nonce: %o)', (sent) => {
    const decoded = decodeRequest(encodeRequest({ certIds, nonce: sent }));
    if (!decoded.ok) throw new Error(decoded.error.message);
    expect(decoded.value.requestList.map(({ certId }) => encodeCertId(certId))).toEqual(
      certIds.map(encodeCertId),
    );
    expect(decoded.value.nonce).toEqual(sent);
    expect(decoded.value.isSigned).toBe(false);
  });

  it.each(readManifest().cases.filter(({ name }) => !name.startsWith('malformed')))(
    '$name: writes what openssl wrote',
    (fixture) => {
      const der = readFixture(fixture.request);
      const decoded = decodeRequest(der);
      if (!decoded.ok) throw new Error(decoded.error.message);
      const own = encodeRequest({
        certIds: decoded.value.requestList.map(({ certId }) => certId),
        nonce: decoded.value.nonce,
      });
      expect(own).toEqual(der);
    },
  );

  it('reads a requestorName, extensions of one request and a signature', () => {
    const requestorName = encodeExplicit(1, encodeExplicit(4, client.certificate.subject));
    const [first] = certIds;
    if (first === undefined) throw new Error('there are two');
    const single = encodeSequence(
      encodeCertId(first),
      encodeExplicit(0, encodeExtensions([testExtensions.unknownCritical])),
    );
    const signature = encodeSequence(
      encodeAlgorithmIdentifier(testAlgorithms.ecdsaSha256.identifier),
      encodeBitString(nonce),
      encodeExplicit(0, encodeSequence(client.certificate.der)),
    );
    const der = encodeSequence(
      encodeSequence(requestorName, encodeSequence(single)),
      encodeExplicit(0, signature),
    );
    expect(decodeRequest(der)).toMatchObject({
      ok: true,
      value: {
        isSigned: true,
        requestList: [{ extensions: [{ oid: '1.3.6.1.4.1.99999.1', critical: true }] }],
      },
    });
  });

  it('reads v1 written out and records it, and refuses a version that is not defined', () => {
    const versioned = (version: number) =>
      encodeSequence(encodeSequence(encodeExplicit(0, encodeSmallInteger(version)), requests));
    const place = { path: 'OCSPRequest.tbsRequest.version', offset: 6 };
    expect(decodeRequest(versioned(0))).toMatchObject({
      ok: true,
      value: { deviations: [{ code: 'default-encoded', clause: 'X.690 §11.5', ...place }] },
    });
    expect(errorOf(versioned(1))).toMatchObject({ code: 'value-not-allowed', ...place });
  });

  it.each([
    ['no octet', encodeOctetString(new Uint8Array(0))],
    ['129 octets', encodeOctetString(new Uint8Array(129))],
    ['octets that no OCTET STRING wraps', nonce],
    ['octets after the OCTET STRING', Uint8Array.of(...encodeOctetString(nonce), 0)],
  ] as const)('refuses a nonce of %s', (_, value) => {
    expect(errorOf(withExtensions(value))).toMatchObject({
      code: 'value-not-allowed',
      path: expect.stringMatching(/^OCSPRequest\.tbsRequest\.requestExtensions\[0\]\.extnValue/),
    });
  });

  it.each([1, 128])('accepts a nonce of %i octets', (length) => {
    const value = encodeOctetString(new Uint8Array(length));
    expect(decodeRequest(withExtensions(value))).toMatchObject({ ok: true });
  });

  it('refuses more than 1000 requests', () => {
    const [first] = certIds;
    if (first === undefined) throw new Error('there are two');
    const many = Array.from({ length: 1001 }, () => first);
    expect(errorOf(encodeRequest({ certIds: many, nonce: null }))).toMatchObject({
      code: 'too-many-elements',
      path: 'OCSPRequest.tbsRequest.requestList[1000]',
    });
    expect(decodeRequest(encodeRequest({ certIds: many.slice(1), nonce: null })).ok).toBe(true);
  });

  it('refuses octets after the request', () => {
    const der = encodeRequest({ certIds, nonce });
    expect(errorOf(Uint8Array.of(...der, 0))).toMatchObject({
      code: 'trailing-data',
      offset: der.length,
    });
  });
});
