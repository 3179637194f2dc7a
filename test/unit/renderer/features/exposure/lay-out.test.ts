import { describe, expect, it } from 'vitest';
import type { ExposurePart } from '#shared/model/exposure.ts';
import { layOut, pictureWidth } from '../../../../../src/renderer/src/features/exposure/lay-out.ts';

const part = (id: ExposurePart['id'], seconds: number | null): ExposurePart => ({
  id,
  seconds,
  setting: 'policy.cache.maxSeconds',
  formula: '',
});

describe('the picture of an exposure', () => {
  it('is filled by what lasts, one after the other, the longer the wider', () => {
    const laid = layOut([part('cache', 3_600), part('hold', 0), part('keep-alive', 60)]);
    expect(laid.map(({ part: { id } }) => id)).toEqual(['cache', 'keep-alive']);
    const [cache, kept] = laid;
    if (cache === undefined || kept === undefined) throw new Error('two parts');
    expect(cache.width).toBeGreaterThan(kept.width);
    expect(kept.x).toBeCloseTo(cache.x + cache.width);
    expect(kept.x + kept.width).toBeCloseTo(pictureWidth - 2);
    expect(kept.width).toBeGreaterThanOrEqual(18);
  });

  it('ends with what has no end', () => {
    const laid = layOut([part('cache', 10), part('outage', null), part('keep-alive', 60)]);
    expect(laid.map(({ part: { id } }) => id)).toEqual(['cache', 'outage']);
    expect(layOut([part('outage', null)])[0]?.width).toBe(pictureWidth - 4);
    expect(layOut([part('cache', 0)])).toEqual([]);
  });
});
