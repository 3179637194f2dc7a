import { createPublicKey, type KeyObject } from 'node:crypto';
import { assertNever, err, ok, type Result } from '#shared/model/result.ts';
import { decodeDer } from '../der/reader.ts';
import { readIntegerOctets } from '../der/values.ts';
import { isNull } from './algorithm-identifier.ts';
import type { CertificateFields } from './certificate.ts';
import { type Curve, identifyKeyAlgorithm, type KeyAlgorithm } from './key-algorithm.ts';
import { libraryCurve } from './library-curves.ts';
import {
  type LibraryKey,
  readEd448Key,
  readLibraryPoint,
  readPostQuantumKey,
} from './library-key.ts';
import type { PssParameters } from './pss-parameters.ts';

/** A key to verify with: of the runtime, or of the library where a runtime lacks the algorithm. */
export type PublicKey = KeyObject | LibraryKey;

/** Why there is no key to verify with: an algorithm that is not verified here, or octets that are no key. */
export type PublicKeyError =
  | { readonly code: 'unsupported-algorithm'; readonly algorithm: string }
  | { readonly code: 'key-unreadable'; readonly detail: string };

/** A public key as a certificate, a request or a SubjectPublicKeyInfo has it. */
export type PublicKeyInfo = Pick<
  CertificateFields,
  'subjectPublicKeyInfo' | 'publicKeyAlgorithm' | 'subjectPublicKey'
>;

const pssKeys = new WeakMap<KeyObject, PssParameters | 'any'>();

/**
 * What a key from `readPublicKey` is limited to: `none`, or RSA-PSS with these parameters or `any`. Such a
 * key is read as a plain RSA key, because BoringSSL knows no other, so the limit is kept beside it.
 */
export function pssLimitOf(key: KeyObject): PssParameters | 'any' | 'none' {
  return pssKeys.get(key) ?? 'none';
}

/** How large the public key of a certificate is. */
export interface KeySize {
  readonly kind: KeyAlgorithm['kind'];
  /** Of the modulus, or of the order of the curve; null where it cannot be told. */
  readonly bits: number | null;
  /** As a person names it: `RSA 2048`, `RSA-PSS 2048`, `ECDSA P-256`, `Ed25519`. */
  readonly name: string;
}

/** The size of a public key, read from its octets alone. */
export function keySizeOf(certificate: PublicKeyInfo): KeySize {
  const algorithm = identifyKeyAlgorithm(certificate.publicKeyAlgorithm);
  const { kind } = algorithm;
  switch (kind) {
    case 'rsa':
    case 'rsa-pss': {
      const name = kind === 'rsa' ? 'RSA' : 'RSA-PSS';
      const bits = readRsaNumbers(certificate.subjectPublicKey)?.modulusBits ?? null;
      return { kind, bits, name: bits === null ? name : `${name} ${bits}` };
    }
    case 'ec':
      return { kind, bits: algorithm.curve.bits, name: `ECDSA ${algorithm.curve.name}` };
    case 'eddsa':
      return { kind, bits: algorithm.name === 'Ed25519' ? 253 : 446, name: algorithm.name };
    case 'ml-dsa':
    case 'slh-dsa':
    case 'unknown':
      return { kind, bits: null, name: algorithm.name };
    default:
      return assertNever(algorithm);
  }
}

/** A public key as a person names it: `RSA 2048`, `RSA-PSS 2048`, `ECDSA P-256`, `Ed25519`. */
export function publicKeyToText(certificate: PublicKeyInfo): string {
  return keySizeOf(certificate).name;
}

/** Reads the public key of a certificate; `certificate.facts` keeps it. */
export function readPublicKey(certificate: PublicKeyInfo): Result<PublicKey, PublicKeyError> {
  const algorithm = identifyKeyAlgorithm(certificate.publicKeyAlgorithm);
  switch (algorithm.kind) {
    case 'rsa':
    case 'rsa-pss':
      return readRsaKey(certificate, algorithm);
    case 'ec':
      return readEcKey(certificate, algorithm.curve);
    case 'eddsa':
      return algorithm.name === 'Ed25519'
        ? importKey(certificate.subjectPublicKeyInfo)
        : readBareKey(certificate, readEd448Key, 'Ed448 (RFC 8032 §5.2.5)');
    case 'ml-dsa':
    case 'slh-dsa':
      return readBareKey(
        certificate,
        (octets) => readPostQuantumKey(algorithm.name, octets),
        algorithm.name,
      );
    case 'unknown':
      return unsupported(algorithm.name);
  }
}

/** The sizes that OpenSSL and BoringSSL both verify with. */
const modulusBits = { least: 512, most: 16_384 };
const mostExponentBits = 33;

function readRsaKey(
  certificate: PublicKeyInfo,
  algorithm: KeyAlgorithm & { kind: 'rsa' | 'rsa-pss' },
): Result<KeyObject, PublicKeyError> {
  const numbers = readRsaNumbers(certificate.subjectPublicKey);
  if (numbers === null) return unreadable('no RSA modulus and exponent (RFC 8017 §A.1.1)');
  if (numbers.modulusBits < modulusBits.least || numbers.modulusBits > modulusBits.most) {
    return unsupported(`RSA ${numbers.modulusBits}`);
  }
  if (numbers.exponentBits > mostExponentBits) {
    return unsupported(`RSA with an exponent of ${numbers.exponentBits} bits`);
  }
  if (algorithm.kind === 'rsa') {
    // OpenSSL would do without the NULL; BoringSSL does not, nor does RFC 3279 §2.3.1.
    return isNull(certificate.publicKeyAlgorithm.parameters)
      ? importRsaKey(certificate.subjectPublicKey)
      : unreadable('the parameters of rsaEncryption are not NULL (RFC 3279 §2.3.1)');
  }
  const plain = importRsaKey(certificate.subjectPublicKey);
  if (plain.ok) pssKeys.set(plain.value, algorithm.restrictions ?? 'any');
  return plain;
}

/** `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }`; null where it is none. */
function readRsaNumbers(
  subjectPublicKey: Uint8Array,
): { modulusBits: number; exponentBits: number } | null {
  const numbers = decodeDer(subjectPublicKey, (outer) => {
    const fields = outer.constructed('RSAPublicKey');
    const modulus = readIntegerOctets(fields, 'modulus');
    const exponent = readIntegerOctets(fields, 'publicExponent');
    fields.finish();
    return { modulus, exponent };
  });
  if (!numbers.ok) return null;
  const { modulus, exponent } = numbers.value;
  if (!isOddAndPositive(modulus) || !isOddAndPositive(exponent)) return null;
  const exponentBits = bitLength(exponent);
  return exponentBits < 2 ? null : { modulusBits: bitLength(modulus), exponentBits };
}

function isOddAndPositive(octets: Uint8Array): boolean {
  return (octets[0] ?? 0x80) < 0x80 && (octets[octets.length - 1] ?? 0) % 2 === 1;
}

function bitLength(octets: Uint8Array): number {
  const lead = octets[0] === 0 ? 1 : 0;
  return (octets.length - lead) * 8 - (Math.clz32(octets[lead] ?? 0) - 24);
}

function readEcKey(certificate: PublicKeyInfo, curve: Curve): Result<PublicKey, PublicKeyError> {
  // OpenSSL would take the hybrid form as well; BoringSSL does not, nor does RFC 5480 §2.2.
  const form = certificate.subjectPublicKey[0] ?? 0;
  if (form < 0x02 || form > 0x04) return unreadable('the point is not in a form of RFC 5480 §2.2');
  const ofLibrary = libraryCurve(curve.name);
  if (ofLibrary !== null) {
    const key = readLibraryPoint(ofLibrary, certificate.subjectPublicKey);
    return key === null ? unreadable(`the octets are no point of ${curve.name}`) : ok(key);
  }
  return form === 0x04 && curve.jwkOctets !== null
    ? importEcPoint(certificate.subjectPublicKey, curve.name, curve.jwkOctets)
    : importKey(certificate.subjectPublicKeyInfo);
}

/** A key that is its octets and nothing else: its algorithm has no parameters (RFC 8410 §3, RFC 9881 §2, RFC 9909 §3). */
function readBareKey(
  { publicKeyAlgorithm, subjectPublicKey }: PublicKeyInfo,
  read: (octets: Uint8Array) => LibraryKey | null,
  name: string,
): Result<LibraryKey, PublicKeyError> {
  if (publicKeyAlgorithm.parameters !== null) return unreadable(`${name} has no parameters`);
  const key = read(subjectPublicKey);
  return key === null ? unreadable(`the octets are no key of ${name}`) : ok(key);
}

function importKey(subjectPublicKeyInfo: Uint8Array): Result<KeyObject, PublicKeyError> {
  return attempt(() =>
    createPublicKey({ key: asBuffer(subjectPublicKeyInfo), format: 'der', type: 'spki' }),
  );
}

/** RSAPublicKey as such: OpenSSL 3 takes dozens of times as long over the same key inside a SubjectPublicKeyInfo. */
function importRsaKey(rsaPublicKey: Uint8Array): Result<KeyObject, PublicKeyError> {
  return attempt(() =>
    createPublicKey({ key: asBuffer(rsaPublicKey), format: 'der', type: 'pkcs1' }),
  );
}

/** An uncompressed point as JWK, which OpenSSL 3 reads in half the time of a SubjectPublicKeyInfo. */
function importEcPoint(
  point: Uint8Array,
  crv: string,
  octets: number,
): Result<KeyObject, PublicKeyError> {
  if (point.length !== 1 + 2 * octets)
    return unreadable('the point has not the length of its curve');
  const x = asBuffer(point.subarray(1, 1 + octets)).toString('base64url');
  const y = asBuffer(point.subarray(1 + octets)).toString('base64url');
  return attempt(() => createPublicKey({ key: { kty: 'EC', crv, x, y }, format: 'jwk' }));
}

function attempt(importIt: () => KeyObject): Result<KeyObject, PublicKeyError> {
  try {
    return ok(importIt());
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function unsupported(algorithm: string): Result<never, PublicKeyError> {
  return err({ code: 'unsupported-algorithm', algorithm });
}

function unreadable(detail: string): Result<never, PublicKeyError> {
  return err({ code: 'key-unreadable', detail });
}
