import { describe, expect, it } from 'vitest';
import { compareWithOcsp } from '#inspect/crl-evidence/compare-with-ocsp.ts';
import { judgeCrl, lookUp } from '#inspect/crl-evidence/judge-crl.ts';
import { type CertificateList, decodeCrl } from '#pki/crl/decode-crl.ts';
import {
  encodeElement,
  encodeExplicit,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { readFixture, readFixtureDer } from '../../support/fixtures/manifest.ts';
import { caConstraints, encodeName, forge, keyUsage } from '../../support/forge-certificate.ts';
import { type CrlOptions, sampleCrl } from '../../support/sample-crl.ts';

const at = Date.parse('2026-06-01T00:00:00Z');
const ca = forge({ name: 'CA', extensions: [caConstraints(), keyUsage(5, 6)] });
const namesake = forge({ name: 'CA', extensions: [caConstraints(), keyUsage(5, 6)] });
const client = forge({ name: 'Client', issuer: ca });

function crl(options: CrlOptions = {}): CertificateList {
  const decoded = decodeCrl(sampleCrl({ issuer: ca, ...options }));
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  return decoded.value;
}

const failing = (list: CertificateList, candidates = [ca.certificate]) =>
  judgeCrl(list, candidates, at)
    .checks.filter(({ outcome }) => outcome === 'fail')
    .map(({ id }) => id);

describe('judgeCrl', () => {
  it('relies on a CRL of its issuer that is in time', () => {
    expect(judgeCrl(crl(), [namesake.certificate, ca.certificate], at)).toMatchObject({
      issuer: ca.certificate,
      isReliable: true,
    });
  });

  it.each([
    ['issuer', crl(), []],
    ['signature', crl({ issuer: namesake }), [ca.certificate]],
    ['this-update', crl({ thisUpdate: '2026-06-01T00:00:01Z' }), [ca.certificate]],
    ['next-update', crl({ nextUpdate: '2026-05-31T23:59:59Z' }), [ca.certificate]],
    [
      'extensions',
      crl({ extensions: [{ oid: '1.2.3.4', critical: true, value: encodeSequence() }] }),
      [ca.certificate],
    ],
  ])('fails %s and nothing else where that alone is broken', (id, list, candidates) => {
    expect(failing(list, candidates)).toEqual([id]);
  });

  it('refuses the signature of a CA that may not sign CRLs', () => {
    const weak = forge({ name: 'CA', extensions: [caConstraints(), keyUsage(5)] });
    expect(failing(crl({ issuer: weak }), [weak.certificate])).toEqual(['may-sign']);
  });

  it('warns of a delta and of a CRL without an end', () => {
    const delta = [{ oid: '2.5.29.27', critical: true, value: encodeSmallInteger(3) }];
    const { checks, isReliable } = judgeCrl(
      crl({ nextUpdate: null, extensions: delta }),
      [ca.certificate],
      at,
    );
    expect(isReliable).toBe(true);
    expect(checks.filter(({ outcome }) => outcome === 'warn').map(({ id }) => id)).toEqual([
      'next-update',
      'delta',
    ]);
  });
});

describe('lookUp', () => {
  const { serialNumber } = client.certificate;

  it('finds an entry with its reason', () => {
    expect(
      lookUp(crl({ revoked: [{ serialNumber, reason: 4 }] }), client.certificate),
    ).toMatchObject({
      status: 'revoked',
      entry: { reason: 'superseded', revocationDate: Date.parse('2026-02-01T00:00:00Z') },
    });
    expect(lookUp(crl(), client.certificate)).toEqual({ status: 'not-listed' });
  });

  it('does not speak of certificates that it does not cover', () => {
    const authorities = [
      {
        oid: '2.5.29.28',
        critical: true,
        value: encodeSequence(encodeElement(0x82, Uint8Array.of(0xff))),
      },
    ];
    expect(lookUp(crl({ extensions: authorities }), client.certificate).status).toBe('not-covered');
    expect(lookUp(crl({ extensions: authorities }), ca.certificate).status).toBe('not-listed');
    const stranger = forge({ name: 'Client', issuer: forge({ name: 'Another CA' }) });
    expect(lookUp(crl(), stranger.certificate).status).toBe('not-covered');
  });

  it('takes a certificate that a delta takes off the list for not revoked (RFC 5280 §5.3.1)', () => {
    const removed = crl({ revoked: [{ serialNumber, reason: 8 }] });
    expect(lookUp(removed, client.certificate)).toEqual({ status: 'not-listed' });
  });

  it('takes nothing from silence where the CRL is of some reasons alone (RFC 5280 §5.2.5)', () => {
    // onlySomeReasons: keyCompromise.
    const value = encodeSequence(encodeElement(0x83, Uint8Array.of(0x06, 0x40)));
    const extensions = [{ oid: '2.5.29.28', critical: true, value }];
    const status = (revoked: NonNullable<CrlOptions['revoked']>) =>
      lookUp(crl({ extensions, revoked }), client.certificate).status;
    expect(status([])).toBe('not-covered');
    expect(status([{ serialNumber, reason: 1 }])).toBe('revoked');
  });

  it('takes nothing from silence where the certificate does not name its distribution point', () => {
    const uri = (text: string) => encodeElement(0x86, Buffer.from(text));
    const fullName = (text: string) => encodeExplicit(0, encodeExplicit(0, uri(text)));
    const ofPoint = (text: string) => ({
      oid: '2.5.29.28',
      critical: true,
      value: encodeSequence(fullName(text)),
    });
    const points = encodeSequence(
      encodeSequence(fullName('http://crl.test/1.crl')),
      encodeSequence(fullName('http://crl.test/2.crl')),
    );
    const named = forge({
      name: 'Client',
      issuer: ca,
      extensions: [{ oid: '2.5.29.31', critical: false, value: points }],
    });
    const status = (
      point: string,
      certificate: typeof client,
      revoked: NonNullable<CrlOptions['revoked']> = [],
    ) => lookUp(crl({ extensions: [ofPoint(point)], revoked }), certificate.certificate).status;
    expect(status('http://crl.test/2.crl', named)).toBe('not-listed');
    expect(status('http://crl.test/3.crl', named)).toBe('not-covered');
    expect(status('http://crl.test/2.crl', client)).toBe('not-covered');
    expect(status('http://crl.test/3.crl', client, [{ serialNumber }])).toBe('revoked');
  });

  it('tells the entries of an indirect CRL apart by their issuer (RFC 5280 §5.3.3)', () => {
    const other = [
      {
        oid: '2.5.29.29',
        critical: true,
        value: encodeSequence(encodeExplicit(4, encodeName('Another CA'))),
      },
    ];
    const indirect = [
      {
        oid: '2.5.29.28',
        critical: true,
        value: encodeSequence(encodeElement(0x84, Uint8Array.of(0xff))),
      },
    ];
    const statusIn = (revoked: NonNullable<CrlOptions['revoked']>) =>
      lookUp(crl({ revoked, extensions: indirect }), client.certificate).status;
    const foreign = { serialNumber: Uint8Array.of(1), extensions: other };
    expect(statusIn([foreign, { serialNumber }])).toBe('not-listed');
    expect(statusIn([{ serialNumber }, foreign])).toBe('revoked');
    expect(statusIn([{ serialNumber }, { serialNumber, extensions: other }])).toBe('revoked');
  });
});

describe('compareWithOcsp', () => {
  it('tells for which serial numbers OCSP and CRL differ', () => {
    const revoked = decodeResponse(readFixture('responses/p256-issuer-revoked.der'));
    if (!revoked.ok) throw new Error('no response');
    const serialNumber = revoked.value.basic?.responses[0]?.certId.serialNumber;
    if (serialNumber === undefined) throw new Error('no answer');
    const issuer = decodeCertificate(readFixtureDer('certificates/p256/issuer.pem'));
    if (!issuer.ok) throw new Error('no issuer');
    const ofIssuer = (list: CertificateList) => ({ ...list, issuer: issuer.value.subject });
    const listed = ofIssuer(crl({ revoked: [{ serialNumber, reason: 1 }] }));
    // As `openssl ocsp -resp_text` says: revoked at 2026-02-03T04:05:06Z for keyCompromise.
    expect(compareWithOcsp(listed, revoked.value)).toMatchObject({
      compared: 1,
      disagreements: [
        {
          differs: 'time',
          ocsp: 'revoked at 2026-02-03T04:05:06Z',
          crl: 'revoked at 2026-02-01T00:00:00Z',
        },
      ],
    });
    const held = ofIssuer(crl({ revoked: [{ serialNumber, reason: 6 }] }));
    expect(compareWithOcsp(held, revoked.value).disagreements).toContainEqual(
      expect.objectContaining({ differs: 'reason', ocsp: 'keyCompromise', crl: 'certificateHold' }),
    );
    expect(compareWithOcsp(ofIssuer(crl()), revoked.value)).toMatchObject({
      compared: 1,
      disagreements: [{ ocsp: 'revoked', crl: 'not listed', differs: 'status' }],
    });
    // A CRL of another CA says nothing of these certificates.
    expect(compareWithOcsp(crl(), revoked.value)).toMatchObject({ compared: 0, notCovered: 0 });
  });

  it('takes a part of a CRL that does not list a certificate for no answer', () => {
    const revoked = decodeResponse(readFixture('responses/p256-issuer-revoked.der'));
    const issuer = decodeCertificate(readFixtureDer('certificates/p256/issuer.pem'));
    if (!revoked.ok || !issuer.ok) throw new Error('no fixture');
    const delta = { oid: '2.5.29.27', critical: true, value: encodeSmallInteger(1) };
    const users = encodeSequence(encodeElement(0x81, Uint8Array.of(0xff)));
    const scope = { oid: '2.5.29.28', critical: true, value: users };
    for (const extension of [delta, scope]) {
      const list = { ...crl({ extensions: [extension] }), issuer: issuer.value.subject };
      expect(compareWithOcsp(list, revoked.value)).toMatchObject({
        compared: 0,
        notCovered: 1,
        disagreements: [],
      });
    }
  });
});
