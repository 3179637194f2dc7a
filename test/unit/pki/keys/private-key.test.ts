import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contextPrimitive } from '#pki/der/tag.ts';
import {
  encodeElement,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { decodePrivateKey, type PrivateKey } from '#pki/keys/private-key.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { findingIds, inspectOne } from '../../../support/inspected.ts';
import { pemBlocks, readRareKey } from '../../../support/rare-keys.ts';

function decode(der: Uint8Array): PrivateKey {
  const key = decodePrivateKey(der);
  if (!key.ok) throw new Error(key.error.message);
  return key.value;
}

function publicOf(key: KeyObject): Uint8Array {
  return Uint8Array.from(createPublicKey(key).export({ type: 'spki', format: 'der' }));
}

function pkcs8Of(key: KeyObject): Uint8Array {
  return Uint8Array.from(key.export({ type: 'pkcs8', format: 'der' }));
}

/** The octets with one run of them replaced by another of the same length. */
function replaced(octets: Uint8Array, old: Uint8Array, by: Uint8Array): Uint8Array {
  const at = Buffer.from(octets).indexOf(old);
  if (at < 0 || old.length !== by.length) throw new Error('nothing to replace');
  const changed = Uint8Array.from(octets);
  changed.set(by, at);
  return changed;
}

describe('the public key of a private key file', () => {
  it.each(['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'])(
    '%s: is the one that OpenSSL put into the certificate',
    (name) => {
      const [key] = pemBlocks(readRareKey(`${name}.key`));
      const [, leaf] = pemBlocks(readRareKey(`${name}.pem`));
      const certificate = decodeCertificate(leaf ?? new Uint8Array());
      expect(certificate.ok && decode(key ?? new Uint8Array()).publicKey).toEqual(
        certificate.ok && certificate.value.subjectPublicKeyInfo,
      );
    },
  );

  it('SLH-DSA: as well', () => {
    const [key] = pemBlocks(readRareKey('SLH-DSA-SHA2-128s.key'));
    const certificate = decodeCertificate(readRareKey('SLH-DSA-SHA2-128s.der'));
    expect(certificate.ok && decode(key ?? new Uint8Array()).publicKey).toEqual(
      certificate.ok && certificate.value.subjectPublicKeyInfo,
    );
  });

  it.each(['P-224', 'P-256', 'P-384', 'secp256k1', 'brainpoolP320r1'])(
    '%s: goes with the private key, also where the file names another',
    (namedCurve) => {
      const [own, other] = [1, 2].map(() => generateKeyPairSync('ec', { namedCurve }).privateKey);
      if (own === undefined || other === undefined) throw new Error('no keys');
      const [ownPublic, otherPublic] = [publicOf(own), publicOf(other)];
      const size = 2 * Math.ceil(Number(/\d{3}/.exec(namedCurve)?.[0]) / 8);
      const honest = pkcs8Of(own);
      const lying = replaced(honest, ownPublic.subarray(-size), otherPublic.subarray(-size));
      expect(decode(honest)).toMatchObject({ publicKey: ownPublic, namesOtherKey: false });
      expect(decode(lying)).toMatchObject({ publicKey: ownPublic, namesOtherKey: true });
      expect(findingIds(inspectOne(honest))).not.toContain('public-key-differs');
      expect(findingIds(inspectOne(lying))).toContain('public-key-differs');
    },
  );

  it('Ed25519 with a public key beside it (RFC 8410 §7) is compared as well', () => {
    const [own, other] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
    const secret = pkcs8Of(own.privateKey).subarray(-32);
    const named = (octets: Uint8Array) =>
      encodeSequence(
        encodeSmallInteger(1),
        encodeSequence(encodeObjectIdentifier('1.3.101.112')),
        encodeOctetString(encodeOctetString(secret)),
        encodeElement(contextPrimitive(1), Uint8Array.of(0, ...octets)),
      );
    const [ownPublic, otherPublic] = [publicOf(own.privateKey), publicOf(other.privateKey)];
    const expected = { publicKey: ownPublic };
    expect(decode(named(ownPublic.subarray(-32)))).toMatchObject({
      ...expected,
      namesOtherKey: false,
    });
    expect(decode(named(otherPublic.subarray(-32)))).toMatchObject({
      ...expected,
      namesOtherKey: true,
    });
  });
});
