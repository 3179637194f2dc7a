import { decodeDer } from '../der/reader.ts';
import { readIntegerOctets } from '../der/values.ts';
import type { AlgorithmIdentifier } from '../x509/certificate.ts';
import { identifyKeyAlgorithm } from '../x509/key-algorithm.ts';

/** A public key as far as its strength goes. */
export type KeyFacts =
  | {
      readonly kind: 'rsa';
      readonly name: 'RSA' | 'RSA-PSS';
      readonly bits: number;
      /** Content octets of the INTEGERs, without a sign octet. */
      readonly modulus: Uint8Array;
      readonly exponent: Uint8Array;
    }
  | { readonly kind: 'ec'; readonly curve: string }
  | { readonly kind: 'post-quantum'; readonly name: string; readonly category: number }
  | { readonly kind: 'other'; readonly name: string };

/** What the algorithm and the octets of a SubjectPublicKeyInfo say of a key. */
export function keyFactsOf(key: {
  readonly publicKeyAlgorithm: AlgorithmIdentifier;
  readonly subjectPublicKey: Uint8Array;
}): KeyFacts {
  const algorithm = identifyKeyAlgorithm(key.publicKeyAlgorithm);
  switch (algorithm.kind) {
    case 'rsa':
    case 'rsa-pss': {
      const name = algorithm.kind === 'rsa' ? 'RSA' : 'RSA-PSS';
      const numbers = decodeRsaPublicKey(key.subjectPublicKey);
      if (numbers === null) return { kind: 'other', name: `${name}, not readable` };
      return { kind: 'rsa', name, bits: bitLength(numbers.modulus), ...numbers };
    }
    case 'ec':
      return { kind: 'ec', curve: algorithm.curve.name };
    case 'ml-dsa':
    case 'slh-dsa':
      return { ...algorithm, kind: 'post-quantum' };
    case 'eddsa':
    case 'unknown':
      return { kind: 'other', name: algorithm.name };
  }
}

/** A key as a person names it: `RSA 2048`, `EC P-256`, `Ed25519`. */
export function keyFactsToText(key: KeyFacts): string {
  switch (key.kind) {
    case 'rsa':
      return `${key.name} ${key.bits}`;
    case 'ec':
      return `EC ${key.curve}`;
    case 'post-quantum':
    case 'other':
      return key.name;
  }
}

/** `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }` (RFC 8017 §A.1.1); null for none. */
function decodeRsaPublicKey(
  der: Uint8Array,
): { readonly modulus: Uint8Array; readonly exponent: Uint8Array } | null {
  const decoded = decodeDer(der, (outer) => {
    const fields = outer.constructed('RSAPublicKey');
    const modulus = withoutSign(readIntegerOctets(fields, 'modulus'));
    const exponent = withoutSign(readIntegerOctets(fields, 'publicExponent'));
    fields.finish();
    return { modulus, exponent };
  });
  return decoded.ok ? decoded.value : null;
}

function withoutSign(octets: Uint8Array): Uint8Array {
  return octets[0] === 0 && octets.length > 1 ? octets.subarray(1) : octets;
}

/** Bits of an unsigned number without leading zero octets. */
export function bitLength(octets: Uint8Array): number {
  return octets.length === 0 ? 0 : octets.length * 8 - (Math.clz32(octets[0] ?? 0) - 24);
}
