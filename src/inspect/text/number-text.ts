import { hexOf } from '#pki/octets.ts';

/** Content octets of an INTEGER without their sign. */
export interface Magnitude {
  readonly octets: Uint8Array;
  readonly isNegative: boolean;
}

/** The magnitude of an INTEGER (X.690 §8.3), without leading zero octets but for zero itself. */
export function magnitudeOf(contents: Uint8Array): Magnitude {
  if ((contents[0] ?? 0) < 0x80) return { octets: withoutZeros(contents), isNegative: false };
  const octets = Uint8Array.from(contents, (octet) => octet ^ 0xff);
  for (let at = octets.length - 1; at >= 0; at--) {
    octets[at] = ((octets[at] ?? 0) + 1) & 0xff;
    if (octets[at] !== 0) break;
  }
  return { octets: withoutZeros(octets), isNegative: true };
}

function withoutZeros(octets: Uint8Array): Uint8Array {
  const first = octets.findIndex((octet) => octet !== 0);
  return octets.subarray(first < 0 ? octets.length - 1 : first);
}

const digitsUpTo = 127;

/** Decimal up to 127 bits, hex with `0x` above. */
export function integerText(contents: Uint8Array): string {
  const { octets, isNegative } = magnitudeOf(contents);
  const hex = hexOf(octets).toUpperCase();
  const value = BigInt(`0x${hex || '0'}`);
  const text = value.toString(2).length <= digitsUpTo ? value.toString() : `0x${hex}`;
  return isNegative ? `-${text}` : text;
}
