import { describe, expect, it } from 'vitest';
import {
  at,
  failing,
  goodWith,
  hour,
  issuer,
  judge,
  minute,
  outline,
  policy,
  resultOf,
} from '../../../../support/ocsp-builder.ts';
import { issueCertificate } from '../../../../support/test-certificate.ts';

/** A certificate that is valid for an hour before the check and for an hour after it. */
const { certificate } = issueCertificate({
  commonName: 'Short-lived',
  issuer,
  notBefore: at - hour,
  notAfter: at + hour,
});

/** Judged for `certificate`; that the answer is about another one is not what is looked at. */
function outcomeFor(producedAt: number) {
  return resultOf(judge({ producedAt }, { certificate }), 'produced-at').outcome;
}

describe('produced-at', () => {
  it('passes for a response of the past', () => {
    expect(resultOf(judge(), 'produced-at')).toMatchObject({
      outcome: 'pass',
      evidence: { producedAt: '2026-01-10T11:00:00Z', verificationTime: '2026-01-10T12:00:00Z' },
    });
  });

  it('passes at the limit of the skew, and fails a second later, alone', () => {
    expect(outline(judge({ producedAt: at + 5 * minute }))).toEqual(goodWith());
    expect(outline(judge({ producedAt: at + 5 * minute + 1000 }))).toEqual(
      failing('produced-at', 'produced-at-in-future'),
    );
  });

  it('has no tolerance where the policy has none', () => {
    const verdict = judge({ producedAt: at + 1000 }, policy({ skewSeconds: 0 }));
    expect(outline(verdict)).toEqual(failing('produced-at', 'produced-at-in-future'));
  });

  it('fails for a response from before the certificate was valid, and it alone', () => {
    const verdict = judge({ producedAt: Date.UTC(2024, 11, 31) });
    expect(outline(verdict)).toEqual(failing('produced-at', 'produced-at-outside-validity'));
    expect(verdict.reason?.message).toBe(
      'producedAt is 1 d before the certificate became valid (2025-01-01T00:00:00Z).',
    );
  });

  it('allows the skew at the beginning of the validity', () => {
    expect(outcomeFor(at - hour - 5 * minute)).toBe('pass');
    expect(outcomeFor(at - hour - 5 * minute - 1000)).toBe('fail');
  });

  it('fails for a response from after the certificate expired', () => {
    const late = { certificate, at: at + 3 * hour };
    expect(
      resultOf(judge({ producedAt: at + hour + 5 * minute }, late), 'produced-at').outcome,
    ).toBe('pass');
    const verdict = judge({ producedAt: at + 2 * hour }, late);
    expect(resultOf(verdict, 'produced-at').message).toBe(
      'producedAt is 1 h after the certificate expired (2026-01-10T13:00:00Z).',
    );
  });
});
