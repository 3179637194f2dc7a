import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { contextPrimitive, tag } from '../der/tag.ts';
import { readOctetString } from '../der/values.ts';
import type { PostQuantumAlgorithm } from '../x509/post-quantum.ts';

const mlDsa = new Map([
  ['ML-DSA-44', ml_dsa44],
  ['ML-DSA-65', ml_dsa65],
  ['ML-DSA-87', ml_dsa87],
]);

/** The public key octets that belong to a private key in the form of its RFC; null for octets that are none. */
export function derivePostQuantumKey(
  { kind, name }: PostQuantumAlgorithm,
  key: Uint8Array,
): Uint8Array | null {
  if (kind === 'slh-dsa') return slhDsaPublicKey(name, key);
  const scheme = mlDsa.get(name);
  const decoded = scheme === undefined ? null : decodeDer(key, readMlDsaKey);
  if (scheme === undefined || decoded?.ok !== true) return null;
  const { seed, expanded } = decoded.value;
  try {
    if (seed !== null) return scheme.keygen(seed).publicKey;
    return expanded === null ? null : scheme.getPublicKey(expanded);
  } catch {
    // A seed or a key of the length of another parameter set.
    return null;
  }
}

/**
 *     ML-DSA-PrivateKey ::= CHOICE {
 *         seed        [0] OCTET STRING (SIZE (32)),
 *         expandedKey OCTET STRING,
 *         both        SEQUENCE { seed OCTET STRING, expandedKey OCTET STRING } }
 *
 * (RFC 9881 §6)
 */
function readMlDsaKey(outer: DerReader) {
  const first = outer.peekTag();
  if (first === contextPrimitive(0)) {
    return { seed: outer.contents(outer.element(first, 'seed')), expanded: null };
  }
  if (first !== tag.sequence)
    return { seed: null, expanded: readOctetString(outer, 'expandedKey') };
  const both = outer.constructed('both');
  const seed = readOctetString(both, 'seed');
  const expanded = readOctetString(both, 'expandedKey');
  both.finish();
  return { seed, expanded };
}

/** `SLH-DSA-PrivateKey ::= OCTET STRING`, bare: SK.seed, SK.prf, PK.seed, PK.root (RFC 9909 §6, FIPS 205 §9.1). */
function slhDsaPublicKey(name: string, key: Uint8Array): Uint8Array | null {
  const securityOctets = Number(/\d{3}(?=[sf]$)/.exec(name)?.[0] ?? 0) / 8;
  return key.length === 4 * securityOctets ? key.subarray(2 * securityOctets) : null;
}
