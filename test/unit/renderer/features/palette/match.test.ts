import { describe, expect, it } from 'vitest';
import { matches } from '../../../../../src/renderer/src/features/palette/match.ts';

describe('matches', () => {
  it.each([
    ['Advance the clock by 31 minutes', 'adv 31', true],
    ['Check revocation', 'rev', true],
    ['crane-07.terminal.example', 'term', true],
    ['Check revocation', 'vocat', true],
    ['Check revocation', 'vo', false],
    ['Theme: light', 'light theme', true],
    ['Theme: light', '', true],
    ['Theme: light', 'dark', false],
  ])('%s by “%s”: %s', (text, written, expected) => {
    expect(matches(text, written)).toBe(expected);
  });
});
