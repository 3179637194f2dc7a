import { describe, expect, it } from 'vitest';
import { verifyResponse } from '#engine/judge/verify-response.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { readFixture, readFixtureDer } from '../../../../support/fixtures/manifest.ts';
import {
  answer,
  at,
  day,
  decoded,
  delegate,
  failing,
  goodWith,
  issuer,
  judge,
  outline,
  question,
  resultOf,
  single,
} from '../../../../support/ocsp-builder.ts';
import { createTestKeys, issueCertificate } from '../../../../support/test-certificate.ts';

describe('signature', () => {
  it.each(['p256', 'rsa2048', 'ed25519'] as const)('passes for a key of %s', (kind) => {
    const signer = issueCertificate({ commonName: 'Signer', keys: createTestKeys(kind) });
    const verdict = judge({ signer }, { responderCertificate: signer.certificate });
    expect(outline(verdict)).toEqual(goodWith());
    expect(resultOf(verdict, 'signature').evidence.signer).toBe('CN=Signer');
  });

  it.each([
    ['the issuing CA', issuer],
    ['a delegate', delegate],
  ])('fails where one bit of the signature by %s is wrong, and it alone', (_, signer) => {
    expect(outline(judge({ signer, signature: 'corrupt' }))).toEqual(
      failing('signature', 'signature-invalid'),
    );
  });

  it('fails where somebody else signed in the name of the issuing CA', () => {
    const forger = issueCertificate({ commonName: 'Test CA' });
    const verdict = judge({ signer: forger, certificates: [] });
    expect(outline(verdict)).toEqual(failing('signature', 'signature-invalid'));
    expect(verdict.signer).toBeNull();
    expect(verdict.summary?.signer).toBeNull();
  });

  it('fails where a revoked answer was made a good one without signing it anew', () => {
    const revocation = { time: at - day, reason: null };
    const revoked = answer({
      responses: [single({ certStatus: { status: 'revoked', revocation } })],
    });
    const signature = decoded(revoked).basic?.signature ?? new Uint8Array();
    const verdict = judge({ responses: [single()], signature });
    expect(outline(verdict)).toEqual(failing('signature', 'signature-invalid'));
  });

  it('says that the key of the signer cannot be read, and why, where it is not as RFC 3279 wants it', () => {
    const certificateIn = (file: string) => {
      const certificate = decodeCertificate(readFixtureDer(`reproductions/cli/${file}`));
      if (!certificate.ok) throw new Error(certificate.error.message);
      return certificate.value;
    };
    const [leaf, ca] = [certificateIn('leaf.pem'), certificateIn('ca.pem')];
    const verdict = verifyResponse(
      question(readFixture('reproductions/cli/delegate-spki-no-null.der'), {
        certificate: leaf,
        issuer: ca,
        chain: [],
        certId: createCertId(leaf, ca, 'sha1'),
        at: Date.parse('2026-11-22T23:30:00Z'),
      }),
    );
    expect(verdict.reason).toMatchObject({
      code: 'signer-key-unreadable',
      check: 'signature',
      message: expect.stringContaining(
        'cannot be read: the parameters of rsaEncryption are not NULL (RFC 3279 §2.3.1)',
      ),
    });
  });
});
