import { describe, expect, it } from 'vitest';
import {
  at,
  day,
  failing,
  goodWith,
  hour,
  judge,
  minute,
  outline,
  resultOf,
  single,
} from '../../../../support/ocsp-builder.ts';

function judgeAt(nextUpdate: number | null, thisUpdate = at - day) {
  return judge({ responses: [single({ thisUpdate, nextUpdate })] });
}

describe('next-update', () => {
  it('passes while newer information is not due', () => {
    expect(resultOf(judge(), 'next-update')).toMatchObject({
      outcome: 'pass',
      message: 'nextUpdate is in 1 d (2026-01-11T12:00:00Z).',
    });
  });

  it('passes with a note where nextUpdate is absent', () => {
    const verdict = judgeAt(null);
    expect(outline(verdict)).toEqual(goodWith());
    expect(resultOf(verdict, 'next-update')).toMatchObject({
      message: expect.stringContaining('There is no nextUpdate'),
      evidence: { nextUpdate: null },
    });
  });

  it('passes within the skew and says so', () => {
    const verdict = judgeAt(at - 5 * minute + 1000);
    expect(outline(verdict)).toEqual(goodWith());
    expect(resultOf(verdict, 'next-update').message).toContain('within the skew of 5 min');
  });

  it('fails once the skew is over, and it alone', () => {
    expect(outline(judgeAt(at - 5 * minute))).toEqual(failing('next-update', 'response-expired'));
  });

  it('says how long ago it was', () => {
    expect(judgeAt(at - 2 * hour - 5 * minute).reason?.message).toBe(
      'nextUpdate passed 2 h 5 min before the time of the check (2026-01-10T09:55:00Z).',
    );
  });

  it('fails where nextUpdate is before thisUpdate, and it alone', () => {
    expect(outline(judgeAt(at + minute, at + 2 * minute))).toEqual(
      failing('next-update', 'next-update-before-this-update'),
    );
  });
});
