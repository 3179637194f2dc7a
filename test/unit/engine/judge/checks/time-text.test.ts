import { describe, expect, it } from 'vitest';
import { timeText } from '#engine/judge/checks/time-text.ts';
import { toRfc3339 } from '#shared/model/time.ts';

describe('timeText', () => {
  it.each([
    0,
    1,
    999,
    1000,
    -1,
    -1000,
    Date.UTC(2026, 0, 1),
    Date.UTC(9999, 11, 31, 23, 59, 59, 999),
  ])('writes %i as toRfc3339 does, the first time and again', (at) => {
    expect(timeText(at)).toBe(toRfc3339(at));
    expect(timeText(at)).toBe(toRfc3339(at));
  });

  it('writes the right text however many others came between', () => {
    const texts = Array.from({ length: 3_000 }, (_, second) => timeText(second * 1000));
    expect(texts[2_999]).toBe('1970-01-01T00:49:59Z');
    expect(timeText(0)).toBe('1970-01-01T00:00:00Z');
  });
});
