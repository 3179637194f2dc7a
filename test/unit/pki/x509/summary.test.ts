import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeNull } from '#pki/der/writer.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { fingerprintOf, presentCertificate, summarizeCertificate } from '#pki/x509/summary.ts';
import { readFixtureDer, readManifest } from '../../../support/fixtures/manifest.ts';
import {
  caConstraints,
  extendedKeyUsage,
  type ForgeOptions,
  forge,
} from '../../../support/forge-certificate.ts';

function summary(options: ForgeOptions) {
  return summarizeCertificate(forge(options).certificate);
}

describe('summarizeCertificate', () => {
  it('says all that tells a certificate from others', () => {
    const der = readFixtureDer('certificates/p256/revoked.pem');
    const decoded = decodeCertificate(der);
    if (!decoded.ok) throw new Error(decoded.error.message);
    expect(summarizeCertificate(decoded.value)).toEqual({
      fingerprint: new X509Certificate(der).fingerprint256.replaceAll(':', '').toLowerCase(),
      label: 'Revoked client',
      subject: 'CN=Revoked client,O=Revoscope tests',
      issuer: 'CN=Fixture p256 Issuing CA,O=Revoscope tests',
      serialNumber: '1001',
      notBefore: Date.parse('2025-01-01T00:00:00Z'),
      notAfter: Date.parse('2055-01-01T00:00:00Z'),
      publicKey: 'ECDSA P-256',
      isCa: false,
      isSelfIssued: false,
      ocspUris: ['http://ocsp.revoscope.test/p256', 'http://second.revoscope.test/'],
      extendedKeyUsage: ['clientAuth'],
    });
  });

  it.each(readManifest().certificates)(
    'has the fingerprint and CA flag of node:crypto for $file',
    ({ file }) => {
      const der = readFixtureDer(file);
      const decoded = decodeCertificate(der);
      if (!decoded.ok) throw new Error(decoded.error.message);
      const peer = new X509Certificate(der);
      const { fingerprint, isCa, serialNumber } = summarizeCertificate(decoded.value);
      expect({ fingerprint, isCa, serialNumber: serialNumber.toUpperCase() }).toEqual({
        fingerprint: peer.fingerprint256.replaceAll(':', '').toLowerCase(),
        isCa: peer.ca,
        serialNumber: peer.serialNumber,
      });
    },
  );

  it('recognises a self-issued CA and names the purposes that have a name', () => {
    const extensions = [caConstraints(), extendedKeyUsage('1.3.6.1.5.5.7.3.9', '1.2.3')];
    expect(summary({ name: 'Root', extensions })).toMatchObject({
      isCa: true,
      isSelfIssued: true,
      extendedKeyUsage: ['OCSPSigning', '1.2.3'],
    });
  });

  it('is labelled by its serial number where it has no subject', () => {
    const issuer = forge({ name: 'Root' });
    const serialNumber = Uint8Array.of(0, 0xab, 0xcd);
    expect(summary({ name: '', issuer, serialNumber })).toMatchObject({
      label: 'abcd',
      subject: '',
      isSelfIssued: false,
    });
  });

  it('counts an extension that cannot be read as absent', () => {
    const extensions = ['2.5.29.19', '2.5.29.37', '1.3.6.1.5.5.7.1.1'].map((oid) => ({
      oid,
      value: encodeNull(),
    }));
    expect(summary({ name: 'Broken', extensions })).toMatchObject({
      isCa: false,
      ocspUris: [],
      extendedKeyUsage: [],
    });
  });

  it('is worked out once per certificate object', () => {
    const { certificate, der } = forge({ name: 'Once' });
    expect(summarizeCertificate(certificate)).toBe(summarizeCertificate(certificate));
    expect(presentCertificate(certificate)).toEqual({
      summary: summarizeCertificate(certificate),
      der,
    });
    expect(fingerprintOf(certificate)).toMatch(/^[0-9a-f]{64}$/);
  });
});
