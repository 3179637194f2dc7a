import { describe, expect, it } from 'vitest';
import { rareKeyVerdicts } from '../../../support/rare-keys.ts';

const verdicts = rareKeyVerdicts();
const curves = [
  'P-192',
  'secp256k1',
  ...['256', '320', '384', '512'].flatMap((bits) =>
    ['r1', 't1'].map((form) => `brainpoolP${bits}${form}`),
  ),
];
const slhDsa = ['SHA2', 'SHAKE'].flatMap((hash) =>
  ['128s', '128f', '192s', '192f', '256s', '256f'].map((size) => `SLH-DSA-${hash}-${size}`),
);

describe('signatures that OpenSSL 3.5 or 3.0 made, and BoringSSL or OpenSSL 3.0 cannot verify', () => {
  it.each<readonly [string, string]>([
    ['Ed448', 'Ed448'],
    ...curves.map((curve) => [curve, `ECDSA ${curve}`] as const),
  ])('%s: certificate, request and CRL verify, and nothing that was changed does', (name, key) => {
    expect(verdicts[name]).toEqual({
      key,
      issuance: 'issued',
      changed: ['signature-invalid', 'signature-invalid'],
      request: 'valid',
      crl: 'valid',
      response: null,
    });
  });

  it.each(['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'])('%s: an OCSP response as well', (name) => {
    expect(verdicts[name]).toEqual({
      key: name,
      issuance: 'issued',
      changed: ['signature-invalid', 'signature-invalid'],
      request: 'valid',
      crl: 'valid',
      response: 'valid',
    });
  });

  it.each(slhDsa)('%s: a self-signed certificate', (name) => {
    expect(verdicts[name]).toEqual({
      key: name,
      issuance: 'issued',
      changed: ['signature-invalid', 'signature-invalid'],
      request: null,
      crl: null,
      response: null,
    });
  });

  it('leaves no file out', () => {
    expect(Object.keys(verdicts)).toHaveLength(1 + curves.length + 3 + slhDsa.length);
  });
});
