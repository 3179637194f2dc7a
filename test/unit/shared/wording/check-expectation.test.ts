import { describe, expect, it } from 'vitest';
import type { CheckId, CheckResult } from '#shared/model/verdict.ts';
import { expectationsOf } from '#shared/wording/check-expectation.ts';

function check(
  id: CheckId,
  evidence: CheckResult['evidence'],
  outcome: CheckResult['outcome'] = 'fail',
): CheckResult {
  return { id, title: '', outcome, citation: '', message: '', evidence };
}

const at = '2026-11-23T08:33:00Z';

describe('expectationsOf', () => {
  it('puts nextUpdate beside the time that it must not be before', () => {
    const evidence = { nextUpdate: '2026-11-22T09:16:05Z', verificationTime: at, skewSeconds: 300 };
    expect(expectationsOf(check('next-update', evidence))).toEqual([
      {
        what: 'nextUpdate',
        expected: `after ${at}, give or take 300 s`,
        actual: '2026-11-22T09:16:05Z',
      },
    ]);
  });

  it('puts the CertID that was asked beside the one that came, and serial numbers as they are shown', () => {
    const asked = {
      hashAlgorithm: 'sha1',
      issuerNameHash: 'aa',
      issuerKeyHash: 'bb',
      serialNumber: '01f4',
    };
    const same = expectationsOf(check('cert-id-match', asked, 'pass'));
    expect(same[0]).toEqual({ what: 'serialNumber', expected: '0x1F4', actual: '0x1F4' });
    const other = { ...asked, receivedHashAlgorithm: 'sha256' };
    expect(expectationsOf(check('cert-id-match', other, 'warn'))).toContainEqual({
      what: 'hashAlgorithm',
      expected: 'sha1',
      actual: 'sha256',
    });
  });

  it('shows the nonce that was sent and the one that was returned', () => {
    expect(expectationsOf(check('nonce', { sent: 'aabb', received: null }))).toEqual([
      { what: 'nonce', expected: 'aabb', actual: 'none' },
    ]);
  });

  it('has nothing to compare for a check that did not run', () => {
    expect(expectationsOf(check('signer-validity', {}, 'not-run'))).toEqual([]);
    expect(
      expectationsOf(check('nonce', { sent: null, received: null }, 'not-applicable')),
    ).toEqual([]);
  });
});
