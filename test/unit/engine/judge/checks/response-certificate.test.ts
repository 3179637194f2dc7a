import { describe, expect, it } from 'vitest';
import { decodeResponseCertificate } from '#engine/judge/checks/response-certificate.ts';
import { issueCertificate } from '../../../../support/test-certificate.ts';

describe('decodeResponseCertificate', () => {
  it('gives the same object for the same octets, and does not keep their buffer', () => {
    const { der } = issueCertificate({ commonName: 'Responder' }).certificate;
    const first = decodeResponseCertificate(der);
    const second = decodeResponseCertificate(der.slice());
    expect(first).not.toBeNull();
    expect(second).toBe(first);
    expect(first?.der.buffer).not.toBe(der.buffer);
  });

  it('tells certificates apart that differ in one octet', () => {
    const { der } = issueCertificate({ commonName: 'Responder' }).certificate;
    const altered = der.slice();
    altered[der.length - 1] = (altered[der.length - 1] ?? 0) ^ 1;
    expect(decodeResponseCertificate(altered)?.der).toEqual(altered);
    expect(decodeResponseCertificate(der)?.der).toEqual(der);
  });

  it('still reads a certificate after many others', () => {
    const { der } = issueCertificate({ commonName: 'First' }).certificate;
    decodeResponseCertificate(der);
    for (let i = 0; i < 40; i++) {
      decodeResponseCertificate(issueCertificate({ commonName: `Other ${i}` }).certificate.der);
    }
    expect(decodeResponseCertificate(der)?.der).toEqual(der);
  });

  it('gives null for octets that are no certificate', () => {
    expect(decodeResponseCertificate(Uint8Array.of(0x30, 0x00))).toBeNull();
  });
});
