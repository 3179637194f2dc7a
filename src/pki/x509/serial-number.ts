import { hexOf } from '../octets.ts';

/**
 * A serial number from the content octets of its INTEGER as lower-case hex of whole octets (`0f`, `a0b1`);
 * a leading zero octet that only carries the sign is left out, a negative number has a minus sign.
 */
export function serialNumberToText(octets: Uint8Array): string {
  const first = octets[0] ?? 0;
  if (first >= 0x80) return `-${magnitudeOfNegative(octets)}`;
  const shown = first === 0 && octets.length > 1 ? octets.subarray(1) : octets;
  return hexOf(shown);
}

function magnitudeOfNegative(octets: Uint8Array): string {
  const bits = BigInt(octets.length * 8);
  const magnitude = ((1n << bits) - BigInt(`0x${hexOf(octets)}`)).toString(16);
  return magnitude.length % 2 === 0 ? magnitude : `0${magnitude}`;
}
