import { isNull } from './algorithm-identifier.ts';
import type { AlgorithmIdentifier } from './certificate.ts';
import { type PostQuantumKind, postQuantumAlgorithm, preHashNames } from './post-quantum.ts';
import { type Digest, decodePssParameters, isSameHash } from './pss-parameters.ts';

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
  | { readonly kind: PostQuantumKind; readonly name: string; readonly digest: null }
  /** What we do not verify; `name` is its identifier where it has no better one. */
  | { readonly kind: 'unknown'; readonly name: string; readonly digest: null };

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
};

const rsassaPss = '1.2.840.113549.1.1.10';

/** Identifies a signature algorithm; what is not known, or has parameters that it must not have, is `unknown`. */
export function identifySignatureAlgorithm(algorithm: AlgorithmIdentifier): SignatureAlgorithm {
  const { oid, parameters } = algorithm;
  if (oid === rsassaPss) return identifyPss(parameters);
  const known = algorithms[oid] ?? postQuantum(oid);
  if (known === null) return unknown(preHashNames[oid] ?? oid);
  const mayBeNull = known.digest !== null;
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

/**
 * How much one verification counts where the signatures of a search are limited: 1, and 8 for SLH-DSA, of which one
 * takes up to a tenth of a second: no search is held up for a second.
 */
export function verificationCost({ oid }: AlgorithmIdentifier): number {
  return postQuantumAlgorithm(oid)?.kind === 'slh-dsa' ? 8 : 1;
}

function postQuantum(oid: string): SignatureAlgorithm | null {
  const found = postQuantumAlgorithm(oid);
  return found === null ? null : { kind: found.kind, name: found.name, digest: null };
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
