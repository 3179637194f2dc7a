import { describe, expect, it } from 'vitest';
import { toReadableDuration, toReadableSpan, toReadableUtc } from '#shared/wording/time.ts';

describe('toReadableUtc', () => {
  it.each([
    [Date.UTC(2026, 10, 21, 9, 14), '2026-11-21 09:14 UTC'],
    [Date.UTC(2026, 10, 21, 9, 14, 5), '2026-11-21 09:14:05 UTC'],
    [0, '1970-01-01 00:00 UTC'],
  ])('writes %d as %s', (at, text) => {
    expect(toReadableUtc(at)).toBe(text);
  });
});

describe('toReadableDuration', () => {
  it.each([
    [0.01, '0 ms'],
    [0.42, '0.4 ms'],
    [3, '3 ms'],
    [41.4, '41 ms'],
    [999.4, '999 ms'],
    [1_240, '1.2 s'],
    [10_000, '10 s'],
    [120_000, '2 min'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(toReadableDuration(ms)).toBe(text);
  });
});

describe('toReadableSpan', () => {
  it.each([
    [45_000, '45 s'],
    [60_000, '1 min'],
    [303_000, '5 min 3 s'],
    [1_860_000, '31 min'],
    [86_400_000, '1 d'],
    [604_799_000, '6 d 23 h'],
    [3_600_000, '1 h'],
    [3_900_000, '1 h 5 min'],
    [6 * 86_400_000 + 23 * 3_600_000, '6 d 23 h'],
    [100 * 86_400_000, '100 d'],
    [-720_000, '12 min'],
    [28 * 366 * 86_400_000, '28 years'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(toReadableSpan(ms)).toBe(text);
  });
});
