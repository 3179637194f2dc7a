import { describe, expect, it } from 'vitest';
import type { StandingVerdict, Timeline } from '#shared/model/timeline.ts';
import { verdictWords } from '#shared/wording/timeline.ts';
import {
  flipWords,
  outcomesOf,
  stretchAt,
  stretchesOf,
  stretchWords,
} from '../../../../../src/renderer/src/features/timeline/timeline-words.ts';

const good: StandingVerdict = { status: 'good', reason: null, decision: 'allow' };
const late: StandingVerdict = {
  status: 'indeterminate',
  reason: 'response-expired',
  decision: 'deny',
};
const at = Date.UTC(2026, 0, 1);
const flip = {
  at,
  because: ['nextUpdate and 300 s'],
  from: good,
  to: late,
  checks: [{ id: 'next-update', from: 'pass', to: 'fail' }],
} as const;
const timeline: Timeline = {
  instants: [],
  flips: [flip],
  verdicts: [
    { from: null, verdict: good },
    { from: at, verdict: late },
  ],
  bands: [
    {
      id: 'next-update',
      spans: [
        { from: null, outcome: 'pass' },
        { from: at, outcome: 'fail' },
      ],
    },
  ],
  kept: null,
};

describe('the stretches between flips', () => {
  const stretches = stretchesOf(timeline);

  it('have the verdict that stands in each', () => {
    expect(stretches).toEqual([
      { from: null, to: at, verdict: good },
      { from: at, to: null, verdict: late },
    ]);
    expect(outcomesOf(timeline.bands[0]?.spans ?? [], stretches)).toEqual(['pass', 'fail']);
  });

  it('begin with their flip', () => {
    expect(stretchAt(stretches, at - 1)).toBe(0);
    expect(stretchAt(stretches, at)).toBe(1);
  });

  it('are put into words', () => {
    expect(stretches.map(stretchWords)).toEqual([
      'Before 2026-01-01 00:00 UTC',
      'From 2026-01-01 00:00 UTC on',
    ]);
    expect([verdictWords(good), verdictWords(late)]).toEqual([
      'Completed · good',
      'Denied · response expired',
    ]);
    expect(flipWords(flip)).toBe('nextUpdate and 300 s (next update: fail)');
  });

  it('are one where nothing flips', () => {
    const still = { ...timeline, flips: [], bands: [], verdicts: [{ from: null, verdict: good }] };
    expect(stretchesOf(still)).toEqual([{ from: null, to: null, verdict: good }]);
  });
});
