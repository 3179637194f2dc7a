import { describe, expect, it } from 'vitest';
import { verifyResponse } from '#engine/judge/verify-response.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { readFixture, readFixtureDer } from '../support/fixtures/manifest.ts';
import { question } from '../support/ocsp-builder.ts';

function certificateIn(file: string) {
  const certificate = decodeCertificate(readFixtureDer(`reproductions/cli/${file}`));
  if (!certificate.ok) throw new Error(certificate.error.message);
  return certificate.value;
}

const [leaf, ca] = [certificateIn('leaf.pem'), certificateIn('ca.pem')];
const certId = createCertId(leaf, ca, 'sha1');

/** The status that these octets yield; null where they cannot be read. */
function statusOf(der: Uint8Array): string | null {
  if (!decodeResponse(der).ok) return null;
  const at = Date.parse('2026-11-22T23:30:00Z');
  return verifyResponse(question(der, { certificate: leaf, issuer: ca, chain: [], certId, at }))
    .status;
}

describe('what is read though it is not strict', () => {
  it.each([
    ['explicit-v1', 'good'],
    ['empty-ext', 'good'],
    ['critical-false', 'good'],
    ['raw-nonce', 'good'],
    ['revoked-reason7', 'revoked'],
    ['revoked-reason11', 'revoked'],
  ])(
    '%s is %s, and nothing else than indeterminate once any bit of it is another',
    (name, status) => {
      const der = readFixture(`reproductions/cli/${name}.der`);
      expect(statusOf(der)).toBe(status);
      const settled: string[] = [];
      for (let bit = 0; bit < der.length * 8; bit++) {
        const forged = der.slice();
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
        const found = statusOf(forged);
        if (found !== null && found !== 'indeterminate') settled.push(`bit ${bit}: ${found}`);
      }
      expect(settled).toEqual([]);
    },
  );
});
