/** Octets as lower-case hex. */
export function hexOf(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('hex');
}

/** From here on one native call is faster than a loop. */
const worthCalling = 64;

/** Whether two octet strings are the same. Not for secrets: it stops at the first difference. */
export function isSameOctets(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  const { length } = a;
  if (b.length !== length) return false;
  if (length >= worthCalling) return Buffer.compare(a, b) === 0;
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Octets as base64, with padding. */
export function base64Of(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('base64');
}
