import { isSameOctets } from '../ocsp/octets.ts';
import type { Certificate } from '../x509/certificate.ts';
import { decodeCertificate } from '../x509/decode-certificate.ts';

const maxKept = 32;
const maxKeptOctets = 8_192;

/** The certificates that came in recent responses, the latest used first. */
const kept: Certificate[] = [];

/**
 * Decodes a certificate that came in a response; null where it cannot be read. A responder sends the same one
 * with each answer: it is decoded once, so that its key and its issuance, which are remembered per decoded
 * certificate, are also worked out once.
 */
export function decodeResponseCertificate(der: Uint8Array): Certificate | null {
  const known = kept.findIndex((certificate) => isSameOctets(certificate.der, der));
  if (known === 0) return kept[0] ?? null;
  // A copy of its own: a view would keep the whole response alive.
  const certificate = known === -1 ? decode(der.slice()) : (kept.splice(known, 1)[0] ?? null);
  if (certificate !== null && der.length <= maxKeptOctets) kept.unshift(certificate);
  if (kept.length > maxKept) kept.pop();
  return certificate;
}

function decode(der: Uint8Array): Certificate | null {
  const result = decodeCertificate(der);
  return result.ok ? result.value : null;
}
