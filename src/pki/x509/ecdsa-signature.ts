import { decodeDer } from '../der/reader.ts';
import { readIntegerOctets } from '../der/values.ts';

/** The contents of the INTEGERs of a signature, both positive. */
interface EcdsaNumbers {
  readonly r: Uint8Array;
  readonly s: Uint8Array;
}

/** `Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }` (RFC 3279 §2.2.3), both positive. */
export function isEcdsaSignature(signature: Uint8Array): boolean {
  return readNumbers(signature) !== null;
}

/** r and s beside each other, each of so many octets; null where a number has more, or there are none. */
export function toFixedEcdsa(signature: Uint8Array, octets: number): Uint8Array | null {
  const numbers = readNumbers(signature);
  if (numbers === null) return null;
  const fixed = new Uint8Array(2 * octets);
  const r = withoutSign(numbers.r);
  const s = withoutSign(numbers.s);
  if (r.length > octets || s.length > octets) return null;
  fixed.set(r, octets - r.length);
  fixed.set(s, 2 * octets - s.length);
  return fixed;
}

function readNumbers(signature: Uint8Array): EcdsaNumbers | null {
  const numbers = decodeDer(signature, (outer) => {
    const fields = outer.constructed('Ecdsa-Sig-Value');
    const r = readIntegerOctets(fields, 'r');
    const s = readIntegerOctets(fields, 's');
    fields.finish();
    return isPositive(r) && isPositive(s) ? { r, s } : null;
  });
  return numbers.ok ? numbers.value : null;
}

function isPositive(octets: Uint8Array): boolean {
  const first = octets[0] ?? 0x80;
  return first < 0x80 && (first > 0 || octets.length > 1);
}

function withoutSign(octets: Uint8Array): Uint8Array {
  return octets[0] === 0 ? octets.subarray(1) : octets;
}
