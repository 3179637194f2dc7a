import { describe, expect, it } from 'vitest';
import { nearest } from '#cli/arguments/nearest.ts';

describe('nearest', () => {
  it.each<[string, string | null]>([
    ['chek', 'check'],
    ['chekc', 'check'],
    ['insp', 'inspect'],
    ['veryfi', 'verify'],
    ['Check', 'check'],
    ['serve', null],
    ['x', null],
    ['', null],
  ])('takes "%s" for %s', (given, meant) => {
    expect(nearest(given, ['check', 'verify', 'inspect'])).toBe(meant);
  });
});
