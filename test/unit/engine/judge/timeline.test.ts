import { describe, expect, it } from 'vitest';
import { createTimeline } from '#engine/judge/timeline.ts';
import type { Moment } from '#shared/model/timeline.ts';

const start = Date.UTC(2026, 0, 1);
const hour = 3_600_000;

/** Good from the first hour to the third; a check fails before, another after. */
function judgeAt(at: number): Moment {
  const isEarly = at < start + hour;
  const isLate = at >= start + 3 * hour;
  const isGood = !isEarly && !isLate;
  return {
    verdict: {
      status: isGood ? 'good' : 'indeterminate',
      reason: isEarly ? 'not-yet' : isLate ? 'stale' : null,
      decision: isGood ? 'allow' : 'deny',
    },
    checks: {
      signature: 'pass',
      'this-update': isEarly ? 'fail' : 'pass',
      'next-update': isLate ? 'fail' : 'pass',
    },
  };
}

describe('a timeline', () => {
  const named = [
    { at: start + hour, what: 'thisUpdate' },
    { at: start + 3 * hour, what: 'nextUpdate' },
  ];

  it('finds each flip to the second, with what flips and the instant that it lies at', () => {
    const { flips } = createTimeline(named, judgeAt);
    expect(flips).toMatchObject([
      {
        at: start + hour,
        because: ['thisUpdate'],
        from: { decision: 'deny' },
        to: { decision: 'allow' },
        checks: [{ id: 'this-update', from: 'fail', to: 'pass' }],
      },
      {
        at: start + 3 * hour,
        because: ['nextUpdate'],
        to: { status: 'indeterminate', reason: 'stale' },
        checks: [{ id: 'next-update', from: 'pass', to: 'fail' }],
      },
    ]);
  });

  it('finds flips that lie at no instant that was named', () => {
    const { flips } = createTimeline([{ at: start, what: 'producedAt' }], judgeAt);
    expect(flips.map(({ at, because }) => [at, because])).toEqual([
      [start + hour, []],
      [start + 3 * hour, []],
    ]);
  });

  it('has a band for each check that flips, and none for the others', () => {
    const { bands } = createTimeline(named, judgeAt);
    expect(bands).toEqual([
      {
        id: 'this-update',
        spans: [
          { from: null, outcome: 'fail' },
          { from: start + hour, outcome: 'pass' },
        ],
      },
      {
        id: 'next-update',
        spans: [
          { from: null, outcome: 'pass' },
          { from: start + 3 * hour, outcome: 'fail' },
        ],
      },
    ]);
  });

  it('tells the verdicts one after the other', () => {
    const { verdicts } = createTimeline(named, judgeAt);
    expect(verdicts.map(({ from, verdict }) => [from, verdict.decision])).toEqual([
      [null, 'deny'],
      [start + hour, 'allow'],
      [start + 3 * hour, 'deny'],
    ]);
  });

  it('has no flip where nothing is named', () => {
    expect(createTimeline([], judgeAt).flips).toEqual([]);
  });

  it('judges a bounded number of times, whatever is named', () => {
    let count = 0;
    const many = Array.from({ length: 5_000 }, (_, i) => ({ at: start + i * hour, what: 'x' }));
    createTimeline(many, (at) => {
      count += 1;
      return judgeAt(at);
    });
    expect(count).toBeLessThan(1_000);
  });
});
