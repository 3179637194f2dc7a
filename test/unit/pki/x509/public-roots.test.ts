import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { examineIssuance } from '#pki/x509/issuance.ts';
import { decodePem } from '#pki/x509/pem.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import { fingerprintOf, summarizeCertificate } from '#pki/x509/summary.ts';

describe('the certificates of public CAs that Node.js is shipped with', () => {
  it('are over a hundred, one to a PEM', () => {
    expect(rootCertificates.length).toBeGreaterThan(100);
    const { blocks, problems } = decodePem(rootCertificates.join('\n'));
    expect([blocks.length, problems]).toEqual([rootCertificates.length, []]);
  });

  it('are all decoded as node:crypto reads them, and verify with their own keys', () => {
    for (const pem of rootCertificates) {
      const decoded = decodeCertificate(decodePem(pem).blocks[0]?.der ?? new Uint8Array(0));
      const peer = new X509Certificate(pem);
      if (!decoded.ok) throw new Error(`${peer.subject}: ${JSON.stringify(decoded.error)}`);
      const certificate = decoded.value;
      expect({
        fingerprint: fingerprintOf(certificate),
        serialNumber: BigInt(`0x${serialNumberToText(certificate.serialNumber)}`),
        notBefore: certificate.notBefore,
        notAfter: certificate.notAfter,
        isCa: summarizeCertificate(certificate).isCa,
        issuance: examineIssuance(certificate, certificate),
      }).toEqual({
        fingerprint: peer.fingerprint256.replaceAll(':', '').toLowerCase(),
        serialNumber: BigInt(`0x${peer.serialNumber}`),
        notBefore: Date.parse(peer.validFrom),
        notAfter: Date.parse(peer.validTo),
        isCa: peer.ca,
        issuance: 'issued',
      });
    }
  });
});
