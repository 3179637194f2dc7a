import { ed448 } from '@noble/curves/ed448.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import type { AlgorithmIdentifier } from '../x509/certificate.ts';
import { identifyKeyAlgorithm } from '../x509/key-algorithm.ts';
import { libraryCurve } from '../x509/library-curves.ts';

const curvesOfRuntimes = new Map([
  ['P-256', p256],
  ['P-384', p384],
  ['P-521', p521],
]);

/** The public key octets that belong to a secret number or seed; null for an algorithm that is not known. */
export function derivePublicPoint(
  algorithm: AlgorithmIdentifier,
  secret: Uint8Array,
): Uint8Array | null {
  const key = identifyKeyAlgorithm(algorithm);
  try {
    if (key.kind === 'eddsa') {
      return key.name === 'Ed25519' ? ed25519.getPublicKey(secret) : ed448.getPublicKey(secret);
    }
    if (key.kind !== 'ec') return null;
    const { name } = key.curve;
    const curve = curvesOfRuntimes.get(name) ?? libraryCurve(name);
    return curve?.getPublicKey(secret, false) ?? null;
  } catch {
    // A number that is out of range for its curve is no key.
    return null;
  }
}
