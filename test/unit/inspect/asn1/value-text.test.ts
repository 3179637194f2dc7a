import { describe, expect, it } from 'vitest';
import { valueText } from '#inspect/asn1/value-text.ts';
import { tag } from '#pki/der/tag.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const text = (value: string) => new TextEncoder().encode(value);

describe('valueText', () => {
  it.each<[string, number, Uint8Array, string | null]>([
    ['a small integer in decimal', tag.integer, hex('00ff'), '255'],
    ['a negative integer in decimal', tag.integer, hex('ff80'), '-128'],
    ['an integer of many octets in hex', tag.integer, hex('00a1b2c3d4e5f6'), '00a1b2c3d4e5f6'],
    ['an integer without octets', tag.integer, hex(''), 'empty'],
    ['a BOOLEAN that is neither 00 nor ff', tag.boolean, hex('01'), 'TRUE, as 01'],
    ['a NULL as nothing', tag.null, hex(''), null],
    ['a short BIT STRING as bits', tag.bitString, hex('05a0'), '101'],
    ['a BIT STRING with more unused bits than an octet has', tag.bitString, hex('09a0'), '09a0'],
    [
      'an object identifier with its name',
      tag.objectIdentifier,
      hex('551d13'),
      '2.5.29.19 basicConstraints',
    ],
    ['an object identifier without a name', tag.objectIdentifier, hex('2a0304'), '1.2.3.4'],
    ['an object identifier that is cut short as octets', tag.objectIdentifier, hex('2a83'), '2a83'],
    ['UTF-8', tag.utf8String, text('Zürich'), 'Zürich'],
    ['broken UTF-8 as octets', tag.utf8String, hex('c328'), 'c328'],
    ['BMPString', tag.bmpString, hex('005a00fc'), 'Zü'],
    ['a UTCTime of the last century', tag.utcTime, text('500101000000Z'), '1950-01-01T00:00:00Z'],
    ['a GeneralizedTime', tag.generalizedTime, text('20260102030405Z'), '2026-01-02T03:04:05Z'],
    ['a time that does not exist', tag.utcTime, text('260230000000Z'), 'not a time: 260230000000Z'],
  ])('writes %s', (_what, as, contents, expected) => {
    expect(valueText({ contents, as })).toBe(expected);
  });

  it('cuts long octets and says how many there are', () => {
    const shown = valueText({ contents: new Uint8Array(1_000), as: tag.octetString });
    expect(shown).toBe(`${'00'.repeat(64)}… (1000 octets)`);
  });

  it('gives a value of ten megabytes to no slow decoder', () => {
    const contents = new Uint8Array(10_000_000).fill(0x81);
    const began = performance.now();
    for (const as of [tag.integer, tag.objectIdentifier, tag.utf8String, tag.bitString]) {
      expect(valueText({ contents, as })?.length).toBeLessThan(200);
    }
    expect(performance.now() - began).toBeLessThan(100);
  });

  it('lets no text steer the terminal or turn its direction', () => {
    expect(valueText({ contents: text('a\u001b[31mb'), as: tag.utf8String })).toBe('a\\u001B[31mb');
  });
});
