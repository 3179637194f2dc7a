import { describe, expect, it } from 'vitest';
import {
  encodeBitString,
  encodeIntegerOctets,
  encodeNull,
  encodeObjectIdentifier,
  encodeSequence,
} from '#pki/der/writer.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { publicKeyToText } from '#pki/x509/public-key.ts';
import { readFixtureDer } from '../../../support/fixtures/manifest.ts';
import { createKeys, signTbs, tbsParts } from '../../../support/forge-certificate.ts';

const keys = createKeys();

function decode(der: Uint8Array): Certificate {
  const decoded = decodeCertificate(der);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  return decoded.value;
}

function fixture(file: string): Certificate {
  return decode(readFixtureDer(`certificates/${file}`));
}

/** A certificate with this algorithm (its identifier and parameters) and these octets as its key. */
function withKey(algorithm: readonly Uint8Array[], octets: Uint8Array): Certificate {
  const parts = tbsParts({ name: 'Test' }, keys, 'Test');
  parts[6] = encodeSequence(encodeSequence(...algorithm), encodeBitString(octets));
  return decode(signTbs(encodeSequence(...parts), keys));
}

function rsaKey(modulus: Uint8Array, exponent: Uint8Array): Certificate {
  const octets = encodeSequence(encodeIntegerOctets(modulus), encodeIntegerOctets(exponent));
  return withKey([encodeObjectIdentifier('1.2.840.113549.1.1.1'), encodeNull()], octets);
}

/** An odd number of so many octets as INTEGER contents. */
function number(octets: number): Uint8Array {
  return Uint8Array.of(0, ...new Uint8Array(octets).fill(0xff));
}

const three = Uint8Array.of(3);
const ec = encodeObjectIdentifier('1.2.840.10045.2.1');
const p256 = encodeObjectIdentifier('1.2.840.10045.3.1.7');

describe('publicKeyToText', () => {
  it.each([
    ['rsa2048', 'RSA 2048'],
    ['rsaPss2048', 'RSA-PSS 2048'],
    ['p256', 'ECDSA P-256'],
    ['p384', 'ECDSA P-384'],
    ['p521', 'ECDSA P-521'],
    ['secp256k1', 'ECDSA secp256k1'],
    ['ed25519', 'Ed25519'],
    ['ed448', 'Ed448'],
  ])('calls the key of family %s %s', (family, text) => {
    expect(publicKeyToText(fixture(`${family}/issuer.pem`))).toBe(text);
  });

  it.each<[string, Certificate, string]>([
    ['a key of an unknown algorithm', withKey([encodeObjectIdentifier('1.2.3')], three), '1.2.3'],
    ['a DSA key', withKey([encodeObjectIdentifier('1.2.840.10040.4.1')], three), 'DSA'],
    [
      'a key on an unknown curve',
      withKey([ec, encodeObjectIdentifier('1.2.3')], three),
      'EC on curve 1.2.3',
    ],
    [
      'an RSA key that cannot be read',
      withKey([encodeObjectIdentifier('1.2.840.113549.1.1.1'), encodeNull()], three),
      'RSA',
    ],
    ['an RSA key of odd size', rsaKey(number(129), three), 'RSA 1032'],
  ])('calls %s what it can', (_what, certificate, text) => {
    expect(publicKeyToText(certificate)).toBe(text);
  });
});

describe('the public key of a certificate', () => {
  it('gives the same key object for the same certificate object', () => {
    const certificate = fixture('p256/issuer.pem');
    const first = certificate.facts.publicKey;
    expect(certificate.facts.publicKey).toBe(first);
    expect(first.ok && 'asymmetricKeyType' in first.value && first.value.asymmetricKeyType).toBe(
      'ec',
    );
  });

  it('reads an RSA-PSS key as a plain RSA key, which every runtime has', () => {
    const key = fixture('rsaPss2048/issuer.pem').facts.publicKey;
    expect(key.ok && 'asymmetricKeyType' in key.value && key.value.asymmetricKeyType).toBe('rsa');
  });

  it.each<[string, Certificate, string]>([
    ['an unknown algorithm', withKey([encodeObjectIdentifier('1.2.3')], three), '1.2.3'],
    [
      'an unknown curve',
      withKey([ec, encodeObjectIdentifier('1.2.3')], three),
      'EC on curve 1.2.3',
    ],
    [
      'a curve by its parameters',
      withKey([ec, encodeSequence()], three),
      'EC with parameters that are no named curve',
    ],
    ['no curve', withKey([ec], three), 'EC with parameters that are no named curve'],
    ['RSA 504', rsaKey(number(63), three), 'RSA 504'],
    ['RSA 16392', rsaKey(number(2_049), three), 'RSA 16392'],
    [
      'an RSA exponent of 40 bits',
      rsaKey(number(256), number(5)),
      'RSA with an exponent of 40 bits',
    ],
    [
      'an RSA-PSS key with parameters that are none',
      withKey([encodeObjectIdentifier('1.2.840.113549.1.1.10'), encodeNull()], three),
      'RSA-PSS with parameters of another form',
    ],
  ])('does not support %s and names it', (_what, certificate, algorithm) => {
    expect(certificate.facts.publicKey).toEqual({
      ok: false,
      error: { code: 'unsupported-algorithm', algorithm },
    });
  });

  it.each<[string, Certificate]>([
    [
      'octets that are no RSA key',
      withKey([encodeObjectIdentifier('1.2.840.113549.1.1.1'), encodeNull()], three),
    ],
    ['an even modulus', rsaKey(Uint8Array.of(...number(255), 0xfe), three)],
    ['a negative modulus', rsaKey(Uint8Array.of(0x80, ...number(255)), three)],
    ['exponent 1', rsaKey(number(256), Uint8Array.of(1))],
    ['RSA without the NULL of RFC 3279 §2.3.1', rsaWithoutNull()],
    [
      'a point that is not on the curve',
      withKey([ec, p256], Uint8Array.of(4, ...new Uint8Array(64).fill(1))),
    ],
    ['a point in hybrid form', hybridPoint()],
    ['a point that is too short', withKey([ec, p256], Uint8Array.of(4, 1, 2))],
    ['no point', withKey([ec, p256], new Uint8Array(0))],
    [
      'an Ed25519 key of 31 octets',
      withKey([encodeObjectIdentifier('1.3.101.112')], new Uint8Array(31)),
    ],
    [
      'an Ed25519 key with parameters',
      withKey([encodeObjectIdentifier('1.3.101.112'), encodeNull()], new Uint8Array(32)),
    ],
  ])('cannot read %s', (_what, certificate) => {
    expect(certificate.facts.publicKey).toMatchObject({
      ok: false,
      error: { code: 'key-unreadable' },
    });
  });

  it('reads a compressed point', () => {
    const { subjectPublicKey } = fixture('p256/issuer.pem');
    const x = subjectPublicKey.subarray(1, 33);
    const form = 2 + ((subjectPublicKey[64] ?? 0) & 1);
    expect(withKey([ec, p256], Uint8Array.of(form, ...x)).facts.publicKey.ok).toBe(true);
  });
});

/** OpenSSL takes it, BoringSSL does not. */
function hybridPoint(): Certificate {
  const { subjectPublicKey } = fixture('p256/issuer.pem');
  const form = 6 + ((subjectPublicKey[64] ?? 0) & 1);
  return withKey([ec, p256], Uint8Array.of(form, ...subjectPublicKey.subarray(1)));
}

/** OpenSSL takes it, BoringSSL does not. */
function rsaWithoutNull(): Certificate {
  const { subjectPublicKey } = fixture('rsa2048/issuer.pem');
  return withKey([encodeObjectIdentifier('1.2.840.113549.1.1.1')], subjectPublicKey);
}
