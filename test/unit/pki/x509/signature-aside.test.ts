import { describe, expect, it } from 'vitest';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { examineIssuance, examineIssuanceAside, isIssuanceKnown } from '#pki/x509/issuance.ts';
import { verifySignature, verifySignatureAside } from '#pki/x509/signature.ts';
import { createTestKeys, issueCertificate } from '../../../support/test-certificate.ts';

const kinds = ['p256', 'rsa2048', 'ed25519'] as const;
const issuerOf = (kind: (typeof kinds)[number]) =>
  issueCertificate({ commonName: 'CA', keys: createTestKeys(kind) });

/** The same octets with one bit of the signature turned. */
function forged(der: Uint8Array) {
  const octets = der.slice();
  const last = octets.length - 1;
  octets[last] = (octets[last] ?? 0) ^ 1;
  const decoded = decodeCertificate(octets);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value;
}

describe('a signature that is verified beside the main thread', () => {
  it.each(kinds)('comes to the same as one that is not (%s)', async (kind) => {
    const issuer = issuerOf(kind);
    const { certificate } = issueCertificate({ commonName: 'leaf', issuer });
    for (const subject of [certificate, forged(certificate.der)]) {
      const input = {
        algorithm: subject.signatureAlgorithm,
        key: issuer.certificate,
        data: subject.tbsCertificate,
        signature: subject.signature,
      };
      const aside = await verifySignatureAside(input);
      expect(aside).toBe(verifySignature(input));
      expect(aside).toBe(subject === certificate ? 'valid' : 'invalid');
    }
  });

  it('is known from then on, and only for this certificate', async () => {
    const issuer = issuerOf('p256');
    const { certificate } = issueCertificate({ commonName: 'leaf', issuer });
    const other = forged(certificate.der);
    expect(await examineIssuanceAside(certificate, issuer.certificate)).toBe('issued');
    expect(isIssuanceKnown(certificate, issuer.certificate)).toBe(true);
    expect(isIssuanceKnown(other, issuer.certificate)).toBe(false);
    expect(await examineIssuanceAside(other, issuer.certificate)).toBe('signature-invalid');
    expect(examineIssuance(other, issuer.certificate)).toBe('signature-invalid');
    expect(await examineIssuanceAside(issuer.certificate, certificate)).toBe('other-name');
  });
});
