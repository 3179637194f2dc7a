import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  encodeBitString,
  encodeElement,
  encodeExplicit,
  encodeGeneralizedTime,
  encodeNull,
  encodeObjectIdentifier,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { ocspUrisOf } from '#pki/x509/extensions.ts';
import { nameToText } from '#pki/x509/name.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { readFixtureDer, readManifest } from '../../../support/fixtures/manifest.ts';
import {
  caConstraints,
  createKeys,
  encodeExtensions,
  type ForgedExtension,
  keyUsage,
  signTbs,
  tbsParts,
} from '../../../support/forge-certificate.ts';

const keys = createKeys();
const names = [
  'version',
  'serialNumber',
  'signature',
  'issuer',
  'validity',
  'subject',
  'key',
] as const;
type Part = (typeof names)[number];

/** A certificate some of whose fields are replaced, left out (null) or followed by more. */
function build(
  replaced: Partial<Record<Part, Uint8Array | null>>,
  ...rest: readonly Uint8Array[]
): Uint8Array {
  const parts = tbsParts({ name: 'Test' }, keys, 'Test CA');
  const own = parts.flatMap((part, i) => {
    const replacement = replaced[names[i] ?? 'key'];
    return replacement === undefined ? [part] : replacement === null ? [] : [replacement];
  });
  return signTbs(encodeSequence(...own, ...rest), keys);
}

function refusal(der: Uint8Array) {
  const decoded = decodeCertificate(der);
  return decoded.ok ? 'accepted' : { code: decoded.error.code, path: decoded.error.path };
}

const unknownExtension = (number: number): ForgedExtension => ({
  oid: `1.2.3.${number}`,
  value: encodeNull(),
});

describe('decodeCertificate', () => {
  it.each(readManifest().certificates)('reads $file as openssl does', (fixture) => {
    const der = readFixtureDer(fixture.file);
    const decoded = decodeCertificate(der);
    if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
    const certificate = decoded.value;
    expect({
      subject: nameToText(certificate.subject),
      issuer: nameToText(certificate.issuer),
      serialNumber: serialNumberToText(certificate.serialNumber),
      notBefore: toRfc3339(certificate.notBefore),
      notAfter: toRfc3339(certificate.notAfter),
      ocspUris: ocspUrisOf(certificate),
    }).toEqual({
      subject: fixture.subject,
      issuer: fixture.issuer,
      serialNumber: fixture.serialNumber,
      notBefore: fixture.notBefore,
      notAfter: fixture.notAfter,
      ocspUris: fixture.ocspUris,
    });
    const peer = new X509Certificate(der);
    expect(Buffer.from(certificate.subjectPublicKeyInfo)).toEqual(
      peer.publicKey.export({ type: 'spki', format: 'der' }),
    );
  });

  it('gives byte fields as views of the input, the signed octets exactly', () => {
    const der = build({});
    const decoded = decodeCertificate(der);
    if (!decoded.ok) throw new Error(decoded.error.message);
    const { tbsCertificate, subjectPublicKey, signature } = decoded.value;
    const views = [tbsCertificate, subjectPublicKey, signature];
    expect(views.every((view) => view.buffer === der.buffer)).toBe(true);
    const tbs = encodeSequence(...tbsParts({ name: 'Test' }, keys, 'Test CA'));
    expect(Buffer.from(tbsCertificate)).toEqual(Buffer.from(tbs));
    expect(subjectPublicKey[0]).toBe(4);
  });

  it.each<[string, Uint8Array, number]>([
    ['no version, which is 1', build({ version: null }), 1],
    ['version 1 written out', build({ version: encodeExplicit(0, encodeSmallInteger(0)) }), 1],
    ['version 2', build({ version: encodeExplicit(0, encodeSmallInteger(1)) }), 2],
    ['version 3', build({}), 3],
  ])('takes %s', (_what, der, version) => {
    const decoded = decodeCertificate(der);
    expect(decoded.ok && decoded.value.version).toBe(version);
  });

  it.each<[string, Uint8Array]>([
    ['a negative serial number', build({ serialNumber: encodeElement(0x02, Uint8Array.of(0x80)) })],
    ['serial number zero', build({ serialNumber: encodeSmallInteger(0) })],
    ['an empty subject', build({ subject: encodeSequence() })],
    ['a validity that ends before it begins', build({ validity: validity(2, 1) })],
    ['unique identifiers', build({}, uniqueId(1), uniqueId(2))],
    [
      'an extension that says critical FALSE',
      build({}, encodeExtensions([{ ...keyUsage(0), critical: false }])),
    ],
    [
      'a hundred extensions',
      build({}, encodeExtensions(Array.from({ length: 100 }, (_, i) => unknownExtension(i)))),
    ],
  ])('takes %s', (_what, der) => {
    expect(refusal(der)).toBe('accepted');
  });

  it.each<[string, Uint8Array, string, string]>([
    [
      'version 1 written out',
      build({ version: encodeExplicit(0, encodeSmallInteger(0)) }),
      'default-encoded',
      'version',
    ],
    ['an empty list of extensions', build({}, encodeExtensions([])), 'empty-list', 'extensions'],
    [
      'critical FALSE written out',
      build({}, encodeExtensions([{ ...keyUsage(0), critical: false }])),
      'default-encoded',
      'extensions[0].critical',
    ],
  ])('reads %s and records where', (_what, der, code, path) => {
    const decoded = decodeCertificate(der);
    expect(decoded.ok && decoded.value.deviations).toMatchObject([
      { code, path: `Certificate.tbsCertificate.${path}` },
    ]);
  });

  it('records nothing of a strict certificate', () => {
    const decoded = decodeCertificate(build({}));
    expect(decoded.ok && decoded.value.deviations).toEqual([]);
  });

  it.each<[string, Uint8Array, string, string]>([
    [
      'version 4',
      build({ version: encodeExplicit(0, encodeSmallInteger(3)) }),
      'value-not-allowed',
      'Certificate.tbsCertificate.version',
    ],
    [
      'a missing serial number',
      build({ serialNumber: null }),
      'unexpected-tag',
      'Certificate.tbsCertificate.serialNumber',
    ],
    [
      'an issuer that is no SEQUENCE',
      build({ issuer: encodeNull() }),
      'unexpected-tag',
      'Certificate.tbsCertificate.issuer',
    ],
    [
      'one time alone',
      build({ validity: encodeSequence(encodeGeneralizedTime(0)) }),
      'missing-element',
      'Certificate.tbsCertificate.validity.notAfter',
    ],
    [
      'a key with unused bits',
      build({
        key: encodeSequence(
          encodeSequence(encodeObjectIdentifier('1.2.3')),
          encodeElement(0x03, Uint8Array.of(1, 0)),
        ),
      }),
      'invalid-bit-string',
      'Certificate.tbsCertificate.subjectPublicKeyInfo.subjectPublicKey',
    ],
    [
      'extensions in version 1',
      build({ version: null }, encodeExtensions([caConstraints()])),
      'value-not-allowed',
      'Certificate.tbsCertificate.extensions',
    ],
    [
      'extensions in version 2',
      build(
        { version: encodeExplicit(0, encodeSmallInteger(1)) },
        encodeExtensions([caConstraints()]),
      ),
      'value-not-allowed',
      'Certificate.tbsCertificate.extensions',
    ],
    [
      'a unique identifier in version 1',
      build({ version: null }, uniqueId(1)),
      'value-not-allowed',
      'Certificate.tbsCertificate.issuerUniqueID',
    ],
    [
      'unique identifiers in the wrong order',
      build({}, uniqueId(2), uniqueId(1)),
      'trailing-data',
      'Certificate.tbsCertificate',
    ],
    [
      'an extension that comes twice',
      build({}, encodeExtensions([caConstraints(), keyUsage(5), caConstraints(0)])),
      'duplicate-element',
      'Certificate.tbsCertificate.extensions[2]',
    ],
    [
      '101 extensions',
      build({}, encodeExtensions(Array.from({ length: 101 }, (_, i) => unknownExtension(i)))),
      'too-many-elements',
      'Certificate.tbsCertificate.extensions[100]',
    ],
    [
      'more after the extensions',
      build({}, encodeExtensions([caConstraints()]), encodeNull()),
      'trailing-data',
      'Certificate.tbsCertificate',
    ],
    [
      'an octet after the certificate',
      Buffer.concat([build({}), Buffer.from([0])]),
      'trailing-data',
      '',
    ],
    [
      'another signature algorithm outside than inside',
      withAlgorithm('1.2.840.10045.4.3.3'),
      'value-not-allowed',
      'Certificate.signatureAlgorithm',
    ],
    ['no octets', new Uint8Array(0), 'missing-element', 'Certificate'],
    ['PEM', Buffer.from('-----BEGIN CERTIFICATE-----'), 'unexpected-tag', 'Certificate'],
  ])('refuses %s and names the field', (_what, der, code, path) => {
    expect(refusal(der)).toEqual({ code, path });
  });

  it('refuses hostile input of 10 MB within a moment', () => {
    const size = 10_000_000;
    const garbage = new Uint8Array(size).fill(0xff);
    const nested = new Uint8Array(size).fill(0x30);
    const sets = encodeElement(0x30, encodeElement(0x30, new Uint8Array(size)));
    const manyExtensions = build(
      {},
      encodeExtensions(Array.from({ length: 20_000 }, (_, i) => unknownExtension(i))),
    );
    const hostile = [garbage, encodeElement(0x30, garbage), nested, sets, manyExtensions];
    const start = performance.now();
    expect(hostile.map((der) => decodeCertificate(der).ok)).toEqual(hostile.map(() => false));
    expect(performance.now() - start).toBeLessThan(250);
  });
});

function validity(from: number, to: number): Uint8Array {
  return encodeSequence(encodeGeneralizedTime(from * 1e12), encodeGeneralizedTime(to * 1e12));
}

function uniqueId(number: number): Uint8Array {
  return encodeElement(0x80 | number, Uint8Array.of(0, 0xaa));
}

function withAlgorithm(oid: string): Uint8Array {
  const tbs = encodeSequence(...tbsParts({ name: 'Test' }, keys, 'Test CA'));
  const algorithm = encodeSequence(encodeObjectIdentifier(oid));
  return encodeSequence(tbs, algorithm, encodeBitString(Uint8Array.of(1)));
}
