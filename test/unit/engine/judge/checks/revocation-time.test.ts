import { describe, expect, it } from 'vitest';
import type { Revocation } from '#shared/model/ocsp.ts';
import { at, day, judge, minute, resultOf, single } from '../../../../support/ocsp-builder.ts';

function judgeRevoked(revocation: Revocation) {
  return judge({ responses: [single({ certStatus: { status: 'revoked', revocation } })] });
}

describe('revocation-time', () => {
  it('does not apply to a certificate that is not revoked', () => {
    expect(resultOf(judge(), 'revocation-time').outcome).toBe('not-applicable');
  });

  it('passes for a revocation in the past and tells its reason', () => {
    const revocation = { time: at - day, reason: 'keyCompromise' } as const;
    const verdict = judgeRevoked(revocation);
    expect(verdict).toMatchObject({ status: 'revoked', reason: null, revocation });
    expect(resultOf(verdict, 'revocation-time')).toMatchObject({
      outcome: 'pass',
      message: 'The certificate was revoked at 2026-01-09T12:00:00Z with the reason keyCompromise.',
    });
  });

  it('passes within the skew', () => {
    const verdict = judgeRevoked({ time: at + 5 * minute, reason: null });
    expect(resultOf(verdict, 'revocation-time').outcome).toBe('pass');
  });

  it('warns of a revocation in the future, which counts all the same', () => {
    const verdict = judgeRevoked({ time: at + day, reason: null });
    expect(verdict.status).toBe('revoked');
    expect(resultOf(verdict, 'revocation-time').outcome).toBe('warn');
  });

  it('says in words that a certificate was never issued', () => {
    const verdict = judgeRevoked({ time: 0, reason: 'certificateHold' });
    expect(verdict.status).toBe('revoked');
    expect(resultOf(verdict, 'revocation-time')).toMatchObject({
      outcome: 'pass',
      message: expect.stringContaining('never issued this certificate'),
      evidence: { extendedRevoked: true },
    });
  });
});
