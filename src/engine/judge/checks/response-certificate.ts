import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificateCached } from '#pki/x509/decode-cached.ts';

/**
 * Decodes a certificate that came in a response; null where it cannot be read. A responder sends the same one
 * with each answer: the same octets give the same object while it is remembered.
 */
export function decodeResponseCertificate(der: Uint8Array): Certificate | null {
  const decoded = decodeCertificateCached(der);
  return decoded.ok ? decoded.value : null;
}
