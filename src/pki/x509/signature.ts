import { constants, type KeyObject, verify } from 'node:crypto';
import type { AlgorithmIdentifier, Certificate } from './certificate.ts';
import { isEcdsaSignature } from './ecdsa-signature.ts';
import type { LibraryKey } from './library-key.ts';
import { type Digest, isSameHash, type PssHash, type PssParameters } from './pss-parameters.ts';
import { type PublicKey, type PublicKeyError, pssLimitOf } from './public-key.ts';
import { identifySignatureAlgorithm, type SignatureAlgorithm } from './signature-algorithm.ts';

/** An algorithm that is not verified here. */
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

/** What is signed, by whom and how; `key` is a key from `readPublicKey`, or the certificate that holds it. */
export interface SignatureInput {
  readonly algorithm: AlgorithmIdentifier;
  readonly key: PublicKey | Certificate;
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Verifies a signature over `data`. The verdict is the same under OpenSSL and BoringSSL. A key of another
 * algorithm than the signature makes no signature valid.
 */
export function verifySignature(input: SignatureInput): SignatureResult {
  const question = questionTo(input);
  return typeof question === 'string' || 'code' in question
    ? question
    : verifyWith(question, input);
}

/** The same beside the main thread, where others can work in the meantime. */
export function verifySignatureAside(input: SignatureInput): Promise<SignatureResult> {
  const question = questionTo(input);
  return typeof question === 'string' || 'code' in question
    ? Promise.resolve(question)
    : verifyAside(question, input);
}

/** What is left for the runtime to verify. */
interface KeyQuestion {
  readonly algorithm: KnownAlgorithm;
  readonly key: KeyObject;
}

/** What the runtime is to be asked, or the answer where it need not be. */
function questionTo(input: SignatureInput): KeyQuestion | SignatureResult {
  const algorithm = identifySignatureAlgorithm(input.algorithm);
  if (algorithm.kind === 'unknown') return unsupported(algorithm.name);
  const key = keyOf(input.key);
  if ('code' in key) return key;
  if (isOfLibrary(key)) return verifyByLibrary(algorithm, key, input);
  if (!isKeyFor(algorithm, key)) return 'invalid';
  if (algorithm.kind === 'ecdsa' && !isEcdsaSignature(input.signature)) return 'invalid';
  if (algorithm.kind === 'rsa-pss' && !isAsLongAsKey(input.signature, key)) return 'invalid';
  return { algorithm, key };
}

function keyOf(key: PublicKey | Certificate): PublicKey | PublicKeyError {
  if (!('der' in key)) return key;
  const read = key.facts.publicKey;
  return read.ok ? read.value : read.error;
}

type KnownAlgorithm = Exclude<SignatureAlgorithm, { kind: 'unknown' }>;

function isOfLibrary(key: PublicKey): key is LibraryKey {
  return 'verifies' in key;
}

function verifyByLibrary(
  { kind, name, digest }: KnownAlgorithm,
  key: LibraryKey,
  { data, signature }: SignatureInput,
): SignatureResult {
  if (key.algorithm !== (kind === 'ecdsa' ? 'ECDSA' : name)) return 'invalid';
  try {
    return key.verifies(data, signature, digest) ? 'valid' : 'invalid';
  } catch {
    // The library throws over what is no signature of its algorithm at all.
    return 'invalid';
  }
}

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
      return type === 'ed25519' && algorithm.name === 'Ed25519';
    case 'ml-dsa':
    case 'slh-dsa':
      return false; // The library alone has keys for these.
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

/**
 * RFC 8017 §8.1.2: a signature has the length of the modulus. OpenSSL would do without its leading zero octets;
 * BoringSSL does not.
 */
function isAsLongAsKey(signature: Uint8Array, key: KeyObject): boolean {
  const bits = key.asymmetricKeyDetails?.modulusLength;
  return bits === undefined || signature.length === Math.ceil(bits / 8);
}

function verifyWith(
  { algorithm, key }: KeyQuestion,
  { data, signature }: SignatureInput,
): SignatureResult {
  try {
    const target = targetOf(algorithm, key);
    return verify(algorithm.digest, data, target, signature) ? 'valid' : 'invalid';
  } catch (error) {
    return failureOf(error, algorithm);
  }
}

function verifyAside(
  { algorithm, key }: KeyQuestion,
  { data, signature }: SignatureInput,
): Promise<SignatureResult> {
  return new Promise((resolve) => {
    try {
      const target = targetOf(algorithm, key);
      verify(algorithm.digest, data, target, signature, (error, isValid) => {
        if (error !== null) resolve(failureOf(error, algorithm));
        else resolve(isValid ? 'valid' : 'invalid');
      });
    } catch (error) {
      resolve(failureOf(error, algorithm));
    }
  });
}

function targetOf(algorithm: KnownAlgorithm, key: KeyObject) {
  return algorithm.kind === 'rsa-pss'
    ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: algorithm.saltLength }
    : key;
}

/** A policy of the system (no SHA-1, no MD5) is no verdict on the signature. */
function failureOf(error: unknown, { name }: KnownAlgorithm): SignatureResult {
  return isRefusal(error) ? unsupported(name) : 'invalid';
}

function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /UNSUPPORTED|INVALID_DIGEST|DISALLOWED/.test(code);
}

function unsupported(algorithm: string): UnsupportedAlgorithm {
  return { code: 'unsupported-algorithm', algorithm };
}
