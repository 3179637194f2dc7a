import { describe, expect, it } from 'vitest';
import {
  at,
  failing,
  goodWith,
  judge,
  minute,
  outline,
  resultOf,
  single,
} from '../../../../support/ocsp-builder.ts';

function judgeAt(thisUpdate: number) {
  return judge({ responses: [single({ thisUpdate })] });
}

describe('this-update', () => {
  it('passes for a status of the past', () => {
    expect(resultOf(judge(), 'this-update')).toMatchObject({
      outcome: 'pass',
      message: 'The status was correct at 2026-01-10T11:00:00Z, 1 h before the check.',
    });
  });

  it('passes at the limit of the skew and says so', () => {
    const verdict = judgeAt(at + 5 * minute);
    expect(outline(verdict)).toEqual(goodWith());
    expect(resultOf(verdict, 'this-update').message).toContain('within the skew of 5 min');
  });

  it('fails beyond the skew, and it alone', () => {
    const verdict = judgeAt(at + 5 * minute + 1000);
    expect(outline(verdict)).toEqual(failing('this-update', 'this-update-in-future'));
    expect(verdict.reason?.message).toBe(
      'thisUpdate is 5 min 1 s after the time of the check (2026-01-10T12:05:01Z).',
    );
  });
});
