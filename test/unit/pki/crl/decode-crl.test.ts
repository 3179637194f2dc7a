import { describe, expect, it } from 'vitest';
import { decodeCrl } from '#pki/crl/decode-crl.ts';
import { hexOf } from '#pki/octets.ts';
import { sampleCrl } from '../../../support/sample-crl.ts';

const serial = (number: number) =>
  Uint8Array.of(0x10, number >> 24, (number >> 16) & 0xff, (number >> 8) & 0xff, number & 0xff);

describe('decodeCrl', () => {
  it('reads a hundred thousand entries and finds each', () => {
    const revoked = Array.from({ length: 100_000 }, (_, at) => ({
      serialNumber: serial(at),
      ...(at % 3 === 0 ? { reason: 1 } : {}),
    }));
    const der = sampleCrl({ revoked });
    const decoded = decodeCrl(der);
    if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
    const { revoked: entries } = decoded.value;
    expect(entries.length).toBe(100_000);
    expect(entries.find(serial(99_999))).toMatchObject({ reason: 'keyCompromise' });
    expect(entries.find(serial(99_998))).toMatchObject({ reason: null });
    expect(entries.find(serial(100_000))).toBeNull();
    expect(hexOf(entries.at(7)?.serialNumber ?? new Uint8Array())).toBe('1000000007');
  });

  it('says which entry is broken', () => {
    const der = sampleCrl({
      revoked: [1, 2, 3].map((at) => ({ serialNumber: serial(at), reason: 1 })),
    });
    const at = Buffer.from(der).indexOf(Buffer.from(serial(3)));
    const broken = Uint8Array.from(der);
    broken[at + serial(3).length] = 0x04;
    const decoded = decodeCrl(broken);
    expect(decoded).toMatchObject({
      ok: false,
      error: { path: 'CertificateList.tbsCertList.revokedCertificates[2].revocationDate' },
    });
  });
});
