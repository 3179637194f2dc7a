import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  failing,
  goodWith,
  issuer,
  judge,
  outline,
  policy,
  resultOf,
} from '../../../../support/ocsp-builder.ts';
import {
  createTestKeys,
  issueCertificate,
  testAlgorithms,
  testExtensions,
} from '../../../../support/test-certificate.ts';

const { ca, noCheck, ocspSigning } = testExtensions;
const { ecdsaSha1, rsaMd5 } = testAlgorithms;

describe('signature-algorithm', () => {
  it('passes for SHA-256', () => {
    expect(resultOf(judge(), 'signature-algorithm')).toMatchObject({
      outcome: 'pass',
      evidence: { algorithm: 'ECDSA with SHA-256', oid: '1.2.840.10045.4.3.2' },
    });
  });

  it('warns of SHA-1 where the policy says so', () => {
    expect(outline(judge({ algorithm: ecdsaSha1 }))).toEqual(goodWith('signature-algorithm'));
  });

  it('fails for SHA-1 where the policy refuses it, and it alone', () => {
    expect(outline(judge({ algorithm: ecdsaSha1 }, policy({ sha1Signatures: 'fail' })))).toEqual(
      failing('signature-algorithm', 'signature-algorithm-refused'),
    );
  });

  it.each([
    [1_024, 'warn', 'warn'],
    [1_024, 'fail', 'fail'],
    [2_048, 'fail', 'pass'],
    [768, 'warn', 'fail'],
  ] as const)(
    'takes a delegate with an RSA key of %i bits, policy "%s", for a %s',
    (bits, smallKeys, outcome) => {
      const keys = {
        ...generateKeyPairSync('rsa', { modulusLength: bits }),
        algorithm: testAlgorithms.rsaSha256,
      };
      const extensions = [ocspSigning, noCheck];
      const signer = issueCertificate({ commonName: 'Small', issuer, keys, extensions });
      const verdict = judge({ signer }, policy({ smallKeys }));
      expect(resultOf(verdict, 'signature-algorithm').outcome).toBe(outcome);
      if (outcome === 'fail') expect(verdict.reason?.code).toBe('key-too-small');
    },
  );

  it('fails for MD5 whatever the policy says', () => {
    const rsa = issueCertificate({
      commonName: 'RSA CA',
      keys: createTestKeys('rsa2048'),
      extensions: [ca],
    });
    const verdict = judge(
      { signer: rsa, algorithm: rsaMd5 },
      { responderCertificate: rsa.certificate },
    );
    expect(outline(verdict)).toEqual(failing('signature-algorithm', 'signature-algorithm-refused'));
  });

  it('fails for an algorithm that nobody knows', () => {
    const algorithm = { identifier: { oid: '1.2.3.4.5', parameters: null }, digest: 'sha256' };
    const verdict = judge({ algorithm });
    expect(outline(verdict)).toEqual({
      status: 'indeterminate',
      code: 'unsupported-algorithm',
      check: 'signature-algorithm',
      troubles: { 'signature-algorithm': 'fail', signature: 'fail' },
    });
    expect(verdict.reason?.message).toContain('1.2.3.4.5');
  });

  it("counts the signature on a delegate's certificate as well", () => {
    const signer = issueCertificate({
      commonName: 'Weak delegate',
      issuer,
      algorithm: ecdsaSha1,
      extensions: [ocspSigning, noCheck],
    });
    expect(outline(judge({ signer }))).toEqual(goodWith('signature-algorithm'));
    expect(outline(judge({ signer }, policy({ sha1Signatures: 'fail' })))).toEqual(
      failing('signature-algorithm', 'signature-algorithm-refused'),
    );
  });
});
