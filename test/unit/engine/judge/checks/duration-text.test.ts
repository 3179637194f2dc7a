import { describe, expect, it } from 'vitest';
import { durationText } from '#engine/judge/checks/duration-text.ts';

describe('durationText', () => {
  it.each([
    [-5_000, '0 s'],
    [0, '0 s'],
    [999, '0 s'],
    [40_000, '40 s'],
    [60_000, '1 min'],
    [303_000, '5 min 3 s'],
    [7_500_000, '2 h 5 min'],
    [7_200_000, '2 h'],
    [86_400_000, '1 d'],
    [604_799_000, '6 d 23 h'],
  ])('says %i ms as "%s"', (duration, text) => {
    expect(durationText(duration)).toBe(text);
  });
});
