import { constants, type KeyObject, verify } from 'node:crypto';
import { decodeDer } from '../der/reader.ts';
import { readIntegerOctets } from '../der/values.ts';
import { isNull } from './algorithm-identifier.ts';
import type { AlgorithmIdentifier, Certificate } from './certificate.ts';
import {
  type Digest,
  decodePssParameters,
  type PssHash,
  type PssParameters,
} from './pss-parameters.ts';
import { type PublicKeyError, pssLimitOf } from './public-key.ts';

/** A signature algorithm by name (`RSA with SHA-256`), with what its verification needs. */
export type SignatureAlgorithm =
  | { readonly kind: 'rsa-pkcs1'; readonly name: string; readonly digest: Digest }
  | {
      readonly kind: 'rsa-pss';
      readonly name: string;
      readonly digest: Digest;
      readonly saltLength: number;
    }
  | { readonly kind: 'ecdsa'; readonly name: string; readonly digest: Digest }
  | { readonly kind: 'eddsa'; readonly name: 'Ed25519' | 'Ed448'; readonly digest: null }
  /** What we do not verify; `name` is its identifier where it has no better one. */
  | { readonly kind: 'unknown'; readonly name: string; readonly digest: null };

/** An algorithm that this runtime, or this program, cannot verify. */
export interface UnsupportedAlgorithm {
  readonly code: 'unsupported-algorithm';
  readonly algorithm: string;
}

/** A key that nothing can be verified with, as its octets are not those of a key of its algorithm. */
export interface UnreadableKey {
  readonly code: 'key-unreadable';
  readonly detail: string;
}

/** What came of a verification. */
export type SignatureResult = 'valid' | 'invalid' | UnsupportedAlgorithm | UnreadableKey;

const digestNames: Readonly<Record<Digest, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha224: 'SHA-224',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/** RFC 3279 §2.2, RFC 4055 §5, RFC 5758 §3.2, RFC 8410 §3. */
const algorithms: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.113549.1.1.4': rsaWith('md5'),
  '1.2.840.113549.1.1.5': rsaWith('sha1'),
  '1.3.14.3.2.29': rsaWith('sha1'),
  '1.2.840.113549.1.1.14': rsaWith('sha224'),
  '1.2.840.113549.1.1.11': rsaWith('sha256'),
  '1.2.840.113549.1.1.12': rsaWith('sha384'),
  '1.2.840.113549.1.1.13': rsaWith('sha512'),
  '1.2.840.10045.4.1': ecdsaWith('sha1'),
  '1.2.840.10045.4.3.1': ecdsaWith('sha224'),
  '1.2.840.10045.4.3.2': ecdsaWith('sha256'),
  '1.2.840.10045.4.3.3': ecdsaWith('sha384'),
  '1.2.840.10045.4.3.4': ecdsaWith('sha512'),
  '1.3.101.112': { kind: 'eddsa', name: 'Ed25519', digest: null },
  '1.3.101.113': { kind: 'eddsa', name: 'Ed448', digest: null },
  '1.2.840.113549.1.1.2': unknown('RSA with MD2'),
  '1.2.840.10040.4.3': unknown('DSA with SHA-1'),
  '2.16.840.1.101.3.4.3.1': unknown('DSA with SHA-224'),
  '2.16.840.1.101.3.4.3.2': unknown('DSA with SHA-256'),
  '1.2.156.10197.1.501': unknown('SM2 with SM3'),
  '2.16.840.1.101.3.4.3.17': unknown('ML-DSA-44'),
  '2.16.840.1.101.3.4.3.18': unknown('ML-DSA-65'),
  '2.16.840.1.101.3.4.3.19': unknown('ML-DSA-87'),
};

const rsassaPss = '1.2.840.113549.1.1.10';

/** Identifies a signature algorithm; what is not known, or has parameters that it must not have, is `unknown`. */
export function identifySignatureAlgorithm(algorithm: AlgorithmIdentifier): SignatureAlgorithm {
  const { oid, parameters } = algorithm;
  if (oid === rsassaPss) return identifyPss(parameters);
  const known = algorithms[oid];
  if (known === undefined) return unknown(oid);
  const mayBeNull = known.kind !== 'eddsa';
  const isUsual = parameters === null || (mayBeNull && isNull(parameters));
  return isUsual || known.kind === 'unknown' ? known : unknown(`${known.name}, with parameters`);
}

/** RFC 4055 §3.1: in a signature the parameters are not left out. */
function identifyPss(encoded: Uint8Array | null): SignatureAlgorithm {
  const parameters = encoded === null ? null : decodePssParameters(encoded);
  if (parameters === null || !parameters.ok) {
    return unknown('RSA-PSS with parameters that cannot be read');
  }
  const { hash, mgf1Hash, saltLength } = parameters.value;
  if ('oid' in hash) return unknown(`RSA-PSS with hash ${hash.oid}`);
  const name = `RSA-PSS with ${digestNames[hash.digest]}`;
  // node:crypto verifies with one hash for both, which is what RFC 4055 §3.1 recommends.
  if (!isSameHash(hash, mgf1Hash)) return unknown(`${name} and MGF1 with another hash`);
  return { kind: 'rsa-pss', name, digest: hash.digest, saltLength };
}

/** What is signed, by whom and how; `key` is a key from `readPublicKey`, or the certificate that holds it. */
export interface SignatureInput {
  readonly algorithm: AlgorithmIdentifier;
  readonly key: KeyObject | Certificate;
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Verifies a signature over `data`. The verdict is the same under OpenSSL and BoringSSL, but for an
 * algorithm that one of them lacks. A key of another algorithm than the signature makes no signature valid.
 */
export function verifySignature(input: SignatureInput): SignatureResult {
  const algorithm = identifySignatureAlgorithm(input.algorithm);
  if (algorithm.kind === 'unknown') return unsupported(algorithm.name);
  const key = keyOf(input.key);
  if ('code' in key) return key;
  if (!isKeyFor(algorithm, key)) return 'invalid';
  if (algorithm.kind === 'ecdsa' && !isEcdsaSignature(input.signature)) return 'invalid';
  return verifyWith(algorithm, key, input);
}

function keyOf(key: KeyObject | Certificate): KeyObject | PublicKeyError {
  if (!('der' in key)) return key;
  const read = key.facts.publicKey;
  return read.ok ? read.value : read.error;
}

type KnownAlgorithm = Exclude<SignatureAlgorithm, { kind: 'unknown' }>;

function isKeyFor(algorithm: KnownAlgorithm, key: KeyObject): boolean {
  const type = key.asymmetricKeyType;
  switch (algorithm.kind) {
    case 'rsa-pkcs1':
      return type === 'rsa' && pssLimitOf(key) === 'none';
    case 'rsa-pss':
      return type === 'rsa' ? isWithinLimit(algorithm, pssLimitOf(key)) : type === 'rsa-pss';
    case 'ecdsa':
      return type === 'ec';
    case 'eddsa':
      return type === algorithm.name.toLowerCase();
  }
}

/** RFC 4055 §3.3: the hashes are those of the key, the salt is at least as long. */
function isWithinLimit(
  { digest, saltLength }: { readonly digest: Digest; readonly saltLength: number },
  limit: PssParameters | 'any' | 'none',
): boolean {
  if (limit === 'any' || limit === 'none') return true;
  const own: PssHash = { digest };
  return (
    isSameHash(limit.hash, own) && isSameHash(limit.mgf1Hash, own) && saltLength >= limit.saltLength
  );
}

function isSameHash(a: PssHash, b: PssHash): boolean {
  return 'digest' in a && 'digest' in b && a.digest === b.digest;
}

/** `Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }` (RFC 3279 §2.2.3), both positive. */
function isEcdsaSignature(signature: Uint8Array): boolean {
  const numbers = decodeDer(signature, (outer) => {
    const fields = outer.constructed('Ecdsa-Sig-Value');
    const r = readIntegerOctets(fields, 'r');
    const s = readIntegerOctets(fields, 's');
    fields.finish();
    return isPositive(r) && isPositive(s);
  });
  return numbers.ok && numbers.value;
}

function isPositive(octets: Uint8Array): boolean {
  const first = octets[0] ?? 0x80;
  return first < 0x80 && (first > 0 || octets.length > 1);
}

function verifyWith(
  algorithm: KnownAlgorithm,
  key: KeyObject,
  { data, signature }: SignatureInput,
): SignatureResult {
  try {
    const target =
      algorithm.kind === 'rsa-pss'
        ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: algorithm.saltLength }
        : key;
    return verify(algorithm.digest, data, target, signature) ? 'valid' : 'invalid';
  } catch (error) {
    // A policy of the system (no SHA-1, no MD5) is no verdict on the signature.
    return isRefusal(error) ? unsupported(algorithm.name) : 'invalid';
  }
}

function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /UNSUPPORTED|INVALID_DIGEST|DISALLOWED/.test(code);
}

function unsupported(algorithm: string): UnsupportedAlgorithm {
  return { code: 'unsupported-algorithm', algorithm };
}

function unknown(name: string): SignatureAlgorithm {
  return { kind: 'unknown', name, digest: null };
}

function rsaWith(digest: Digest): SignatureAlgorithm {
  return { kind: 'rsa-pkcs1', name: `RSA with ${digestNames[digest]}`, digest };
}

function ecdsaWith(digest: Digest): SignatureAlgorithm {
  return { kind: 'ecdsa', name: `ECDSA with ${digestNames[digest]}`, digest };
}
