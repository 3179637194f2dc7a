import type { Ok, Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import { isSameOctets } from '../octets.ts';
import type { Certificate } from './certificate.ts';
import { decodeCertificate } from './decode-certificate.ts';

/** Octets; a longer certificate is decoded each time, so that what is kept stays small. */
const longestKept = 8_192;
/** The last octets, which are of the signature, tell certificates apart. */
const hashedOctets = 32;

/** `decodeCertificate` that gives the same object for the same octets while it remembers them. */
export type CertificateDecoder = (der: Uint8Array) => Result<Certificate, DerError>;

/**
 * Creates a decoder that remembers its last `capacity` certificates, least recently used out first. What
 * is remembered is a copy, which keeps no message alive, and is found by equality of every octet: a hash
 * only says where to look.
 */
export function createCachingDecoder(capacity: number): CertificateDecoder {
  const kept = new Map<number, Ok<Certificate>>();
  let latest: Ok<Certificate> | null = null;
  return (der) => {
    if (latest !== null && isSameOctets(latest.value.der, der)) return latest;
    if (der.length > longestKept) return decodeCertificate(der);
    const slot = hashOf(der);
    const known = kept.get(slot);
    if (known !== undefined && isSameOctets(known.value.der, der)) {
      kept.delete(slot);
      kept.set(slot, known);
      latest = known;
      return known;
    }
    const decoded = decodeCertificate(Uint8Array.from(der));
    if (!decoded.ok) return decoded;
    kept.delete(slot);
    kept.set(slot, decoded);
    latest = decoded;
    for (const oldest of kept.keys()) {
      if (kept.size <= capacity) break;
      kept.delete(oldest);
    }
    return decoded;
  };
}

/**
 * Decodes certificates that come again and again, as those of delegated responders and clients do: the same
 * octets give the same object, so that its key and its issuance, remembered by object, are worked out once.
 */
export const decodeCertificateCached: CertificateDecoder = createCachingDecoder(256);

function hashOf(der: Uint8Array): number {
  let hash = der.length;
  for (let i = Math.max(der.length - hashedOctets, 0); i < der.length; i++) {
    hash = (Math.imul(hash, 31) + (der[i] ?? 0)) | 0;
  }
  return hash;
}
