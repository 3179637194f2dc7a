import type { Certificate } from '../x509/certificate.ts';
import { decodeCertificate } from '../x509/decode-certificate.ts';

const maxKept = 64;
const maxKeptOctets = 8_192;

/** The certificates of delegated responders by their octets, least recently used first. */
const kept = new Map<string, Certificate>();

/**
 * Decodes a certificate that came in a response; null where it cannot be read. A responder sends the same one
 * with each answer: it is decoded once, so that its key and its issuance, which are remembered per decoded
 * certificate, are also worked out once.
 */
export function decodeResponseCertificate(der: Uint8Array): Certificate | null {
  if (der.length > maxKeptOctets) return decode(der);
  const key = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('latin1');
  const known = kept.get(key);
  if (known !== undefined) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  // A copy of its own: a view would keep the whole response alive.
  const certificate = decode(der.slice());
  if (certificate === null) return null;
  kept.set(key, certificate);
  for (const oldest of kept.keys()) {
    if (kept.size <= maxKept) break;
    kept.delete(oldest);
  }
  return certificate;
}

function decode(der: Uint8Array): Certificate | null {
  const result = decodeCertificate(der);
  return result.ok ? result.value : null;
}
