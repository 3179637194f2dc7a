import { describe, expect, it } from 'vitest';
import { countPerBar } from '../../../../../src/renderer/src/features/cache/hit-chart.tsx';

describe('countPerBar', () => {
  it('counts the moments of each part of a span, its end in the last part', () => {
    const counts = countPerBar([0, 1, 99, 1_500, 3_000], 0, 3_000);
    expect(counts).toHaveLength(30);
    expect([counts[0], counts[15], counts[29]]).toEqual([3, 1, 1]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5);
  });
});
