import { describe, expect, it } from 'vitest';
import { toReadableSerial, toSearchText } from '#shared/wording/serial.ts';

describe('toReadableSerial', () => {
  it.each([
    ['01f4', '0x1F4'],
    ['00', '0x0'],
    ['-0f', '-0xF'],
    ['8a00', '0x8A00'],
  ])('writes %s as %s', (hex, shown) => {
    expect(toReadableSerial(hex)).toBe(shown);
  });
});

describe('toSearchText', () => {
  it.each(['01f4', '00', '-0f', '8a00b7'])('finds %s by the form in which it is shown', (hex) => {
    expect(hex.replace('-0', '-')).toContain(toSearchText(toReadableSerial(hex)));
  });

  it.each([
    [' 0X01F4 ', '1f4'],
    ['01:F4:0A', '01f40a'],
    ['0x', ''],
    ['Alice', 'alice'],
    ['a:b', 'a:b'],
    ['::1', '::1'],
  ])('looks for %j as %j', (typed, wanted) => {
    expect(toSearchText(typed)).toBe(wanted);
  });
});
