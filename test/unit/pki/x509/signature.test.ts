import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  encodeExplicit,
  encodeIntegerOctets,
  encodeNull,
  encodeObjectIdentifier,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import type { AlgorithmIdentifier, Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { verifySignature } from '#pki/x509/signature.ts';
import { identifySignatureAlgorithm, verificationCost } from '#pki/x509/signature-algorithm.ts';
import { readFixtureDer } from '../../../support/fixtures/manifest.ts';

const sha256 = '2.16.840.1.101.3.4.2.1';
const sha384 = '2.16.840.1.101.3.4.2.2';
const sha1 = '1.3.14.3.2.26';
const mgf1 = '1.2.840.113549.1.1.8';

function hash(oid: string): Uint8Array {
  return encodeSequence(encodeObjectIdentifier(oid), encodeNull());
}

/** RSASSA-PSS-params; what is null is left out and so has its default. */
function pssParameters(fields: {
  readonly hash?: string | null;
  readonly mgf1Hash?: string | null;
  readonly salt?: number | null;
  readonly trailer?: number;
}): Uint8Array {
  const own = fields.hash ?? null;
  const mask = fields.mgf1Hash ?? null;
  const salt = fields.salt ?? null;
  return encodeSequence(
    ...(own === null ? [] : [encodeExplicit(0, hash(own))]),
    ...(mask === null
      ? []
      : [encodeExplicit(1, encodeSequence(encodeObjectIdentifier(mgf1), hash(mask)))]),
    ...(salt === null ? [] : [encodeExplicit(2, encodeSmallInteger(salt))]),
    ...(fields.trailer === undefined
      ? []
      : [encodeExplicit(3, encodeSmallInteger(fields.trailer))]),
  );
}

function pss(parameters: Uint8Array | null): AlgorithmIdentifier {
  return { oid: '1.2.840.113549.1.1.10', parameters };
}

function plain(oid: string): AlgorithmIdentifier {
  return { oid, parameters: null };
}

const pssSha256 = pss(pssParameters({ hash: sha256, mgf1Hash: sha256, salt: 32 }));

describe('identifySignatureAlgorithm', () => {
  it.each<[AlgorithmIdentifier, object]>([
    [plain('1.2.840.113549.1.1.4'), { kind: 'rsa-pkcs1', name: 'RSA with MD5', digest: 'md5' }],
    [plain('1.2.840.113549.1.1.5'), { kind: 'rsa-pkcs1', name: 'RSA with SHA-1', digest: 'sha1' }],
    [
      { oid: '1.2.840.113549.1.1.11', parameters: encodeNull() },
      { kind: 'rsa-pkcs1', name: 'RSA with SHA-256', digest: 'sha256' },
    ],
    [plain('1.2.840.10045.4.3.4'), { kind: 'ecdsa', name: 'ECDSA with SHA-512', digest: 'sha512' }],
    [plain('1.3.101.112'), { kind: 'eddsa', name: 'Ed25519', digest: null }],
    [plain('1.3.101.113'), { kind: 'eddsa', name: 'Ed448', digest: null }],
    [
      pssSha256,
      { kind: 'rsa-pss', name: 'RSA-PSS with SHA-256', digest: 'sha256', saltLength: 32 },
    ],
    [
      pss(pssParameters({})),
      { kind: 'rsa-pss', name: 'RSA-PSS with SHA-1', digest: 'sha1', saltLength: 20 },
    ],
    [
      pss(pssParameters({ hash: sha1, mgf1Hash: sha1, salt: 20, trailer: 1 })),
      { kind: 'rsa-pss', name: 'RSA-PSS with SHA-1', digest: 'sha1', saltLength: 20 },
    ],
    [plain('1.2.840.10040.4.3'), { kind: 'unknown', name: 'DSA with SHA-1', digest: null }],
    [plain('1.2.3.4'), { kind: 'unknown', name: '1.2.3.4', digest: null }],
    [
      { oid: '1.3.101.112', parameters: encodeNull() },
      { kind: 'unknown', name: 'Ed25519, with parameters', digest: null },
    ],
    [
      { oid: '1.2.840.113549.1.1.11', parameters: encodeSequence() },
      { kind: 'unknown', name: 'RSA with SHA-256, with parameters', digest: null },
    ],
    [
      pss(null),
      { kind: 'unknown', name: 'RSA-PSS with parameters that cannot be read', digest: null },
    ],
    [
      pss(pssParameters({ trailer: 2 })),
      { kind: 'unknown', name: 'RSA-PSS with parameters that cannot be read', digest: null },
    ],
    [
      pss(encodeSequence(encodeNull())),
      { kind: 'unknown', name: 'RSA-PSS with parameters that cannot be read', digest: null },
    ],
    [
      pss(pssParameters({ hash: '1.2.3', mgf1Hash: '1.2.3' })),
      { kind: 'unknown', name: 'RSA-PSS with hash 1.2.3', digest: null },
    ],
    [
      pss(pssParameters({ hash: sha256 })),
      { kind: 'unknown', name: 'RSA-PSS with SHA-256 and MGF1 with another hash', digest: null },
    ],
  ])('%# identifies %j', (algorithm, expected) => {
    expect(identifySignatureAlgorithm(algorithm)).toEqual(expected);
  });
});

describe('verificationCost', () => {
  it('counts SLH-DSA for more, as one verification takes up to a tenth of a second', () => {
    const costs = ['1.2.840.113549.1.1.11', '1.3.101.113', '2.16.840.1.101.3.4.3.18'].map((oid) =>
      verificationCost(plain(oid)),
    );
    expect(costs).toEqual([1, 1, 1]);
    expect(verificationCost(plain('2.16.840.1.101.3.4.3.31'))).toBe(8);
  });
});

const data = Buffer.from('signed');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const ed25519 = generateKeyPairSync('ed25519');

function signPss(digest: string, saltLength: number): Uint8Array {
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return sign(digest, data, { key: rsa.privateKey, padding, saltLength });
}

describe('verifySignature', () => {
  it.each<[string, KeyObject, AlgorithmIdentifier, Uint8Array]>([
    [
      'RSA with MD5',
      rsa.publicKey,
      plain('1.2.840.113549.1.1.4'),
      sign('md5', data, rsa.privateKey),
    ],
    [
      'RSA with SHA-1',
      rsa.publicKey,
      plain('1.2.840.113549.1.1.5'),
      sign('sha1', data, rsa.privateKey),
    ],
    [
      'RSA with SHA-224',
      rsa.publicKey,
      plain('1.2.840.113549.1.1.14'),
      sign('sha224', data, rsa.privateKey),
    ],
    [
      'RSA with SHA-256',
      rsa.publicKey,
      plain('1.2.840.113549.1.1.11'),
      sign('sha256', data, rsa.privateKey),
    ],
    [
      'RSA with SHA-384',
      rsa.publicKey,
      plain('1.2.840.113549.1.1.12'),
      sign('sha384', data, rsa.privateKey),
    ],
    [
      'RSA with SHA-512',
      rsa.publicKey,
      plain('1.2.840.113549.1.1.13'),
      sign('sha512', data, rsa.privateKey),
    ],
    ['RSA-PSS with SHA-256', rsa.publicKey, pssSha256, signPss('sha256', 32)],
    [
      'RSA-PSS without salt',
      rsa.publicKey,
      pss(pssParameters({ hash: sha256, mgf1Hash: sha256, salt: 0 })),
      signPss('sha256', 0),
    ],
    ['RSA-PSS with defaults', rsa.publicKey, pss(pssParameters({})), signPss('sha1', 20)],
    [
      'ECDSA with SHA-1',
      p256.publicKey,
      plain('1.2.840.10045.4.1'),
      sign('sha1', data, p256.privateKey),
    ],
    [
      'ECDSA with SHA-256',
      p256.publicKey,
      plain('1.2.840.10045.4.3.2'),
      sign('sha256', data, p256.privateKey),
    ],
    [
      'ECDSA with SHA-512 on P-384',
      p384.publicKey,
      plain('1.2.840.10045.4.3.4'),
      sign('sha512', data, p384.privateKey),
    ],
    ['Ed25519', ed25519.publicKey, plain('1.3.101.112'), sign(null, data, ed25519.privateKey)],
  ])(
    'finds %s valid, and invalid over other data or with a turned bit',
    (_name, key, algorithm, signature) => {
      const turned = Uint8Array.from(signature);
      turned[turned.length - 1] = (turned[turned.length - 1] ?? 0) ^ 1;
      const other = Buffer.from('Signed');
      expect([
        verifySignature({ algorithm, key, data, signature }),
        verifySignature({ algorithm, key, data: other, signature }),
        verifySignature({ algorithm, key, data, signature: turned }),
        verifySignature({ algorithm, key, data, signature: signature.subarray(1) }),
        verifySignature({ algorithm, key, data, signature: new Uint8Array(0) }),
      ]).toEqual(['valid', 'invalid', 'invalid', 'invalid', 'invalid']);
    },
  );

  it.each<[string, KeyObject, AlgorithmIdentifier, Uint8Array]>([
    [
      'PKCS #1 padding where PSS is announced',
      rsa.publicKey,
      pssSha256,
      sign('sha256', data, rsa.privateKey),
    ],
    [
      'PSS where PKCS #1 padding is announced',
      rsa.publicKey,
      plain('1.2.840.113549.1.1.11'),
      signPss('sha256', 32),
    ],
    ['another salt length than announced', rsa.publicKey, pssSha256, signPss('sha256', 20)],
    [
      'a salt length that no key has room for',
      rsa.publicKey,
      pss(pssParameters({ hash: sha256, mgf1Hash: sha256, salt: 2 ** 31 - 1 })),
      signPss('sha256', 32),
    ],
    [
      'another hash than announced',
      rsa.publicKey,
      plain('1.2.840.113549.1.1.12'),
      sign('sha256', data, rsa.privateKey),
    ],
    [
      'an RSA key for ECDSA',
      rsa.publicKey,
      plain('1.2.840.10045.4.3.2'),
      sign('sha256', data, p256.privateKey),
    ],
    [
      'an EC key for RSA',
      p256.publicKey,
      plain('1.2.840.113549.1.1.11'),
      sign('sha256', data, rsa.privateKey),
    ],
    [
      'an Ed25519 key for Ed448',
      ed25519.publicKey,
      plain('1.3.101.113'),
      sign(null, data, ed25519.privateKey),
    ],
    [
      'r and s without their SEQUENCE',
      p256.publicKey,
      plain('1.2.840.10045.4.3.2'),
      sign('sha256', data, { key: p256.privateKey, dsaEncoding: 'ieee-p1363' }),
    ],
    [
      'an r of zero',
      p256.publicKey,
      plain('1.2.840.10045.4.3.2'),
      encodeSequence(encodeSmallInteger(0), encodeSmallInteger(1)),
    ],
    [
      'a negative s',
      p256.publicKey,
      plain('1.2.840.10045.4.3.2'),
      encodeSequence(encodeSmallInteger(1), encodeIntegerOctets(Uint8Array.of(0x80))),
    ],
    [
      'octets after the signature',
      p256.publicKey,
      plain('1.2.840.10045.4.3.2'),
      Buffer.concat([sign('sha256', data, p256.privateKey), Buffer.of(0)]),
    ],
  ])('finds %s invalid', (_what, key, algorithm, signature) => {
    expect(verifySignature({ algorithm, key, data, signature })).toBe('invalid');
  });

  it('finds an RSA-PSS signature without its leading zero octet invalid, as BoringSSL does', () => {
    const { privateKey, publicKey: key } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const signed = (count: number) => {
      const octets = Buffer.from(String(count));
      const signature = sign('sha256', octets, { key: privateKey, padding, saltLength: 32 });
      return { data: octets, signature };
    };
    let found = signed(0);
    // One in 256 begins with a zero.
    for (let count = 1; found.signature[0] !== 0; count++) found = signed(count);
    const verify = (signature: Uint8Array) =>
      verifySignature({ algorithm: pssSha256, key, data: found.data, signature });
    expect(verify(found.signature)).toBe('valid');
    expect(verify(found.signature.subarray(1))).toBe('invalid');
  });

  it('finds an ECDSA signature with a padded number invalid, as BoringSSL does', () => {
    const signature = sign('sha256', data, p256.privateKey);
    const algorithm = plain('1.2.840.10045.4.3.2');
    const r = signature.subarray(4, 4 + (signature[3] ?? 0));
    const rest = signature.subarray(4 + r.length);
    const longer = Uint8Array.of(0, ...r);
    const padded = encodeSequence(encodeIntegerOctets(longer), rest);
    expect(verifySignature({ algorithm, key: p256.publicKey, data, signature: padded })).toBe(
      'invalid',
    );
  });

  it('names an algorithm that it does not verify', () => {
    const signature = new Uint8Array(64);
    const verify = (algorithm: AlgorithmIdentifier) =>
      verifySignature({ algorithm, key: rsa.publicKey, data, signature });
    expect([verify(plain('1.2.3')), verify(pss(pssParameters({ hash: sha384 })))]).toEqual([
      { code: 'unsupported-algorithm', algorithm: '1.2.3' },
      {
        code: 'unsupported-algorithm',
        algorithm: 'RSA-PSS with SHA-384 and MGF1 with another hash',
      },
    ]);
  });

  describe('with the certificate that holds the key', () => {
    it.each(['rsa2048', 'rsaPss2048', 'p256', 'p384', 'p521', 'ed25519', 'ed448', 'secp256k1'])(
      'verifies the certificates of family %s',
      (family) => {
        const [root, issuer, leaf] = ['root', 'issuer', 'good'].map((name) =>
          fixture(`${family}/${name}.pem`),
        );
        if (root === undefined || issuer === undefined || leaf === undefined)
          throw new Error('none');
        const verify = (subject: Certificate, key: Certificate) =>
          verifySignature({
            algorithm: subject.signatureAlgorithm,
            key,
            data: subject.tbsCertificate,
            signature: subject.signature,
          });
        expect([
          verify(root, root),
          verify(issuer, root),
          verify(leaf, issuer),
          verify(leaf, root),
        ]).toEqual(['valid', 'valid', 'valid', 'invalid']);
      },
    );
  });
});

function fixture(file: string): Certificate {
  const decoded = decodeCertificate(readFixtureDer(`certificates/${file}`));
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  return decoded.value;
}
