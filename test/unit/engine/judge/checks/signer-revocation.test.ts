import { describe, expect, it } from 'vitest';
import {
  delegate,
  goodWith,
  issuer,
  judge,
  outline,
  resultOf,
} from '../../../../support/ocsp-builder.ts';
import { issueCertificate, testExtensions } from '../../../../support/test-certificate.ts';

describe('signer-revocation', () => {
  it('passes for a delegate with id-pkix-ocsp-nocheck', () => {
    expect(resultOf(judge({ signer: delegate }), 'signer-revocation').outcome).toBe('pass');
  });

  it('warns for a delegate without it, and it alone', () => {
    const signer = issueCertificate({
      commonName: 'To be checked',
      issuer,
      extensions: [testExtensions.ocspSigning],
    });
    expect(outline(judge({ signer }))).toEqual(goodWith('signer-revocation'));
  });

  it('does not concern the issuing CA and the configured certificate', () => {
    expect(resultOf(judge(), 'signer-revocation').outcome).toBe('not-applicable');
    const stranger = issueCertificate({ commonName: 'Stranger' });
    const verdict = judge({ signer: stranger }, { responderCertificate: stranger.certificate });
    expect(resultOf(verdict, 'signer-revocation').outcome).toBe('not-applicable');
  });
});
