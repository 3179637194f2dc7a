import { describe, expect, it } from 'vitest';
import { serialNumberToText } from '#pki/x509/serial-number.ts';

describe('serialNumberToText', () => {
  it.each<[number[], string]>([
    [[0x00], '00'],
    [[0x0f], '0f'],
    [[0x10, 0x00], '1000'],
    [[0x00, 0xa0, 0xb1], 'a0b1'],
    [[0x80], '-80'],
    [[0xff], '-01'],
    [[0xff, 0x00], '-0100'],
    [[0xfe, 0xdc], '-0124'],
  ])('writes the octets %j as %s', (octets, text) => {
    expect(serialNumberToText(Uint8Array.from(octets))).toBe(text);
  });
});
