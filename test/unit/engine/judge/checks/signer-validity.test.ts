import { describe, expect, it } from 'vitest';
import {
  at,
  delegate,
  failing,
  goodWith,
  hour,
  issuer,
  judge,
  outline,
  resultOf,
} from '../../../../support/ocsp-builder.ts';
import { issueCertificate, testExtensions } from '../../../../support/test-certificate.ts';

const extensions = [testExtensions.ocspSigning, testExtensions.noCheck];

function valid(notBefore: number, notAfter: number) {
  return issueCertificate({ commonName: 'Short-lived', issuer, notBefore, notAfter, extensions });
}

describe('signer-validity', () => {
  it('passes for a delegate within its validity', () => {
    const result = resultOf(judge({ signer: delegate }), 'signer-validity');
    expect(result).toMatchObject({
      outcome: 'pass',
      evidence: { notBefore: '2025-01-01T00:00:00Z', notAfter: '2028-01-01T00:00:00Z' },
    });
  });

  it('passes in the first and in the last second of the validity', () => {
    expect(outline(judge({ signer: valid(at, at + hour) }))).toEqual(goodWith());
    expect(outline(judge({ signer: valid(at - hour, at) }))).toEqual(goodWith());
  });

  it('fails for a delegate that has expired, and it alone', () => {
    const verdict = judge({ signer: valid(at - 2 * hour, at - hour) });
    expect(outline(verdict)).toEqual(failing('signer-validity', 'signer-expired'));
    expect(verdict.reason?.message).toBe(
      "The signer's certificate expired 1 h before the time of the check (2026-01-10T11:00:00Z).",
    );
  });

  it('fails for a delegate that is not valid yet, and it alone', () => {
    expect(outline(judge({ signer: valid(at + 1000, at + hour) }))).toEqual(
      failing('signer-validity', 'signer-not-yet-valid'),
    );
  });

  it('does not concern the issuing CA and the configured certificate', () => {
    expect(resultOf(judge(), 'signer-validity').outcome).toBe('not-applicable');
    const { certificate } = delegate;
    const verdict = judge({ signer: delegate }, { responderCertificate: certificate });
    expect(resultOf(verdict, 'signer-validity').outcome).toBe('not-applicable');
  });
});
