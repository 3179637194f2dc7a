import { describe, expect, it } from 'vitest';
import { berToDer } from '#pki/cms/ber-to-der.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('berToDer', () => {
  it.each([
    ['DER', '30 03 02 01 05', '30 03 02 01 05'],
    ['an indefinite length', '30 80 02 01 05 00 00', '30 03 02 01 05'],
    ['a length that is not the shortest', '30 82 00 04 02 81 01 05', '30 03 02 01 05'],
    ['a string in pieces', '24 80 04 01 aa 04 02 bb cc 00 00', '04 03 aa bb cc'],
    ['pieces of pieces', '24 08 24 03 04 01 aa 04 01 bb', '04 02 aa bb'],
    [
      'DER around something else',
      '30 0c 02 01 01 30 80 05 00 00 00 02 01 02',
      '30 0a 02 01 01 30 02 05 00 02 01 02',
    ],
  ])('reads %s (X.690 §8.1, §8.7, §10.1)', (_what, ber, der) => {
    expect(berToDer(hex(ber))).toEqual({ ok: true, value: hex(der) });
  });

  it.each([
    ['without an end', '30 80 02 01 05'],
    ['with octets left over', '30 00 00'],
    ['cut short', '30 05 02 01'],
    ['with a primitive of indefinite length', '30 80 04 80 00 00 00 00'],
    ['of many levels', '3080'.repeat(60)],
  ])('refuses what is %s', (_what, ber) => {
    expect(berToDer(hex(ber)).ok).toBe(false);
  });

  it('refuses pieces in such number that they would fill the memory', () => {
    const pieces = Buffer.alloc(600_004, Uint8Array.of(4, 0));
    pieces.set([0x24, 0x80]);
    pieces.set([0, 0], pieces.length - 2);
    expect(berToDer(pieces)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('more than 250000') },
    });
  });
});
