import { describe, expect, it } from 'vitest';
import {
  failing,
  goodWith,
  judge,
  outline,
  policy,
  resultOf,
} from '../../../../support/ocsp-builder.ts';

describe('max-age', () => {
  it('does not apply where the policy sets no maximum', () => {
    expect(resultOf(judge(), 'max-age').outcome).toBe('not-applicable');
  });

  it('passes for a status that is exactly as old as allowed', () => {
    const verdict = judge({}, policy({ maxAgeSeconds: 3_600 }));
    expect(outline(verdict)).toEqual(goodWith());
    expect(resultOf(verdict, 'max-age')).toMatchObject({
      outcome: 'pass',
      evidence: { ageSeconds: 3_600, maxAgeSeconds: 3_600 },
    });
  });

  it('fails for one that is a second older, and it alone', () => {
    const verdict = judge({}, policy({ maxAgeSeconds: 3_599 }));
    expect(outline(verdict)).toEqual(failing('max-age', 'response-too-old'));
    expect(verdict.reason?.message).toBe(
      'The status is 1 h old (thisUpdate 2026-01-10T11:00:00Z); the policy accepts 59 min 59 s.',
    );
  });
});
