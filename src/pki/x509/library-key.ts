import { createHash } from 'node:crypto';
import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { ed448 } from '@noble/curves/ed448.js';
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js';
import {
  slh_dsa_sha2_128f,
  slh_dsa_sha2_128s,
  slh_dsa_sha2_192f,
  slh_dsa_sha2_192s,
  slh_dsa_sha2_256f,
  slh_dsa_sha2_256s,
  slh_dsa_shake_128f,
  slh_dsa_shake_128s,
  slh_dsa_shake_192f,
  slh_dsa_shake_192s,
  slh_dsa_shake_256f,
  slh_dsa_shake_256s,
} from '@noble/post-quantum/slh-dsa.js';
import { toFixedEcdsa } from './ecdsa-signature.ts';
import type { Digest } from './pss-parameters.ts';

/**
 * A public key of an algorithm that OpenSSL or BoringSSL lacks. It is verified with by a library under both,
 * also where one of them has it, so that the verdict cannot depend on where the program runs.
 */
export interface LibraryKey {
  /** `ECDSA`, or the one algorithm that the key is for: `Ed448`, `ML-DSA-65`. */
  readonly algorithm: string;
  /** Whether the signature over `data` is this key's; `digest` is null where the algorithm has its own. */
  verifies(data: Uint8Array, signature: Uint8Array, digest: Digest | null): boolean;
}

/** An uncompressed or compressed point on a curve (RFC 5480 §2.2); null where it is none. */
export function readLibraryPoint(curve: ECDSA, octets: Uint8Array): LibraryKey | null {
  if (!isUsable(() => !curve.Point.fromBytes(octets).is0())) return null;
  return {
    algorithm: 'ECDSA',
    verifies: (data, signature, digest) => {
      const numbers = toFixedEcdsa(signature, curve.Point.Fn.BYTES);
      if (numbers === null || digest === null) return false;
      const hash = createHash(digest).update(data).digest();
      return curve.verify(numbers, hash, octets, { prehash: false, lowS: false });
    },
  };
}

/** An Ed448 key (RFC 8032 §5.2.5); null where the octets are none, or those of a point of small order. */
export function readEd448Key(octets: Uint8Array): LibraryKey | null {
  if (!isUsable(() => !ed448.Point.fromBytes(octets, false).isSmallOrder())) return null;
  return {
    algorithm: 'Ed448',
    verifies: (data, signature) =>
      signature.length === ed448.lengths.signature &&
      ed448.verify(signature, data, octets, { zip215: false }),
  };
}

/** What the library says of a parameter set. */
interface PostQuantumSigner {
  readonly lengths: { readonly publicKey?: number; readonly signature?: number };
  verify(signature: Uint8Array, data: Uint8Array, publicKey: Uint8Array): boolean;
}

const signers: ReadonlyMap<string, PostQuantumSigner> = new Map<string, PostQuantumSigner>([
  ['ML-DSA-44', ml_dsa44],
  ['ML-DSA-65', ml_dsa65],
  ['ML-DSA-87', ml_dsa87],
  ['SLH-DSA-SHA2-128s', slh_dsa_sha2_128s],
  ['SLH-DSA-SHA2-128f', slh_dsa_sha2_128f],
  ['SLH-DSA-SHA2-192s', slh_dsa_sha2_192s],
  ['SLH-DSA-SHA2-192f', slh_dsa_sha2_192f],
  ['SLH-DSA-SHA2-256s', slh_dsa_sha2_256s],
  ['SLH-DSA-SHA2-256f', slh_dsa_sha2_256f],
  ['SLH-DSA-SHAKE-128s', slh_dsa_shake_128s],
  ['SLH-DSA-SHAKE-128f', slh_dsa_shake_128f],
  ['SLH-DSA-SHAKE-192s', slh_dsa_shake_192s],
  ['SLH-DSA-SHAKE-192f', slh_dsa_shake_192f],
  ['SLH-DSA-SHAKE-256s', slh_dsa_shake_256s],
  ['SLH-DSA-SHAKE-256f', slh_dsa_shake_256f],
]);

/** A key of ML-DSA or SLH-DSA by the name of its parameter set; null where its length is another's. */
export function readPostQuantumKey(name: string, octets: Uint8Array): LibraryKey | null {
  const signer = signers.get(name);
  if (signer === undefined || octets.length !== signer.lengths.publicKey) return null;
  return {
    algorithm: name,
    // The length comes first: a signature of the wrong length costs nothing.
    verifies: (data, signature) =>
      signature.length === signer.lengths.signature && signer.verify(signature, data, octets),
  };
}

/** The library throws over octets that are no point. */
function isUsable(read: () => boolean): boolean {
  try {
    return read();
  } catch {
    return false;
  }
}
