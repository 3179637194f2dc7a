import { type KeyFacts, keyFactsToText } from '#pki/keys/key-facts.ts';
import { hasRocaFingerprint } from '#pki/keys/roca.ts';
import { hexOf } from '#pki/octets.ts';

const weakCurves: ReadonlySet<string> = new Set(['P-192', 'secp160r1', 'secp192k1']);

/** Why a key is weak, gravest reason first; null where it is not. */
export function weaknessOf(key: KeyFacts): string | null {
  if (key.kind === 'ec') return weakCurves.has(key.curve) ? keyFactsToText(key) : null;
  if (key.kind !== 'rsa') return null;
  if (hasRocaFingerprint(key.modulus)) return 'it has the ROCA fingerprint (CVE-2017-15361)';
  if (key.bits < 2_048) return keyFactsToText(key);
  const isShort = key.exponent.length <= 3 && Number.parseInt(hexOf(key.exponent), 16) < 65_537;
  return isShort ? `the exponent ${Number.parseInt(hexOf(key.exponent), 16)}` : null;
}
