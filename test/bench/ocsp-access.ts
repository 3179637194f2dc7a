import { encodeElement, encodeObjectIdentifier, encodeSequence } from '#pki/der/writer.ts';

/** AuthorityInfoAccess with one id-ad-ocsp. */
export function encodeOcspAccess(uri: string): Uint8Array {
  const location = encodeElement(0x86, new TextEncoder().encode(uri));
  return encodeSequence(encodeSequence(encodeObjectIdentifier('1.3.6.1.5.5.7.48.1'), location));
}
