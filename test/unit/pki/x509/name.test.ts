import { describe, expect, it } from 'vitest';
import { encodeElement, encodeObjectIdentifier, encodeSequence } from '#pki/der/writer.ts';
import { commonNameOf, isSameName, nameToText } from '#pki/x509/name.ts';

const utf8 = 0x0c;
const printable = 0x13;
const teletex = 0x14;
const ia5 = 0x16;
const universal = 0x1c;
const bmp = 0x1e;

const [cn, o, ou, c] = ['2.5.4.3', '2.5.4.10', '2.5.4.11', '2.5.4.6'];

function attribute(type: string, value: string | Uint8Array, tag: number = utf8): Uint8Array {
  const contents = typeof value === 'string' ? Buffer.from(value) : value;
  return encodeSequence(encodeObjectIdentifier(type), encodeElement(tag, contents));
}

/** A Name of sets of one or more attributes, from the root downwards. */
function name(...rdns: readonly (Uint8Array | readonly Uint8Array[])[]): Uint8Array {
  return encodeSequence(
    ...rdns.map((rdn) => encodeElement(0x31, ...(rdn instanceof Uint8Array ? [rdn] : rdn))),
  );
}

describe('nameToText', () => {
  it.each<[string, Uint8Array, string]>([
    [
      'the most specific name first',
      name(attribute(c, 'DE', printable), attribute(o, 'Lab'), attribute(cn, 'a')),
      'CN=a,O=Lab,C=DE',
    ],
    [
      'several attributes of one name with a plus',
      name([attribute(cn, 'a'), attribute(ou, 'b')]),
      'CN=a+OU=b',
    ],
    ['nothing for the empty name', name(), ''],
    ['an empty value', name(attribute(cn, '')), 'CN='],
    [
      'the characters of RFC 4514 §2.4 with a backslash',
      name(attribute(cn, '"+,;<>\\=#')),
      'CN=\\"\\+\\,\\;\\<\\>\\\\=#',
    ],
    ['a leading number sign', name(attribute(cn, '#a#')), 'CN=\\#a#'],
    ['leading and trailing spaces', name(attribute(cn, '  a  ')), 'CN=\\  a \\ '],
    ['a single space', name(attribute(cn, ' ')), 'CN=\\ '],
    ['a null character', name(attribute(cn, 'a\0b')), 'CN=a\\00b'],
    ['a line feed', name(attribute(cn, 'a\nb')), 'CN=a\\0Ab'],
    [
      'a mark that turns the direction of text',
      name(attribute(cn, 'a\u202eb')),
      'CN=a\\E2\\80\\AEb',
    ],
    ['letters outside ASCII as they are', name(attribute(cn, 'Zoë 🔐 東京')), 'CN=Zoë 🔐 東京'],
    ['a TeletexString as Latin-1', name(attribute(cn, Uint8Array.of(0xfc), teletex)), 'CN=ü'],
    ['a BMPString', name(attribute(cn, Uint8Array.of(0x4e, 0x00), bmp)), 'CN=一'],
    ['a UniversalString', name(attribute(cn, Uint8Array.of(0, 1, 0xf5, 0x10), universal)), 'CN=🔐'],
    ['an IA5String', name(attribute('0.9.2342.19200300.100.1.25', 'example', ia5)), 'DC=example'],
    ['hex for a type without a short name', name(attribute('1.2.3', 'a')), '1.2.3=#0c0161'],
    [
      'hex for a value that is no string',
      name(attribute(cn, Uint8Array.of(5), 0x02)),
      'CN=#020105',
    ],
    [
      'hex for octets that are not UTF-8',
      name(attribute(cn, Uint8Array.of(0xc3, 0x28))),
      'CN=#0c02c328',
    ],
    [
      'hex for a surrogate in a BMPString',
      name(attribute(cn, Uint8Array.of(0xd8, 0), bmp)),
      'CN=#1e02d800',
    ],
    [
      'hex for a PrintableString of eight bits',
      name(attribute(cn, Uint8Array.of(0xe4), printable)),
      'CN=#1301e4',
    ],
    ['hex for what is no Name', Uint8Array.of(0x30, 0x02, 0x05, 0x00), '#30020500'],
    ['hex for an empty set', Uint8Array.of(0x30, 0x02, 0x31, 0x00), '#30023100'],
  ])('writes %s', (_what, der, text) => {
    expect(nameToText(der)).toBe(text);
  });

  it('writes the beginning of a Name that is far too long', () => {
    const text = nameToText(name(attribute(cn, 'a'.repeat(1_000_000))));
    expect([text.length, text.slice(0, 5), text.at(-1)]).toEqual([32_770, '#3083', '…']);
  });
});

describe('commonNameOf', () => {
  it.each<[string, Uint8Array, string | null]>([
    ['without escapes', name(attribute(o, 'x'), attribute(cn, 'a, b')), 'a, b'],
    ['the most specific one', name(attribute(cn, 'root'), attribute(cn, 'leaf')), 'leaf'],
    ['none where there is none', name(attribute(o, 'x')), null],
    ['none where it is blank', name(attribute(cn, ' ')), null],
    ['none where it is no text', name(attribute(cn, Uint8Array.of(1), 0x02)), null],
    ['none of what is no Name', Uint8Array.of(0x05, 0x00), null],
  ])('gives %s', (_what, der, text) => {
    expect(commonNameOf(der)).toBe(text);
  });
});

describe('isSameName', () => {
  const lab = name(attribute(o, 'Revoscope Lab'), attribute(cn, 'Root'));

  it.each<[string, Uint8Array]>([
    ['the same octets', lab.slice()],
    [
      'another string type',
      name(
        attribute(o, 'Revoscope Lab', printable),
        attribute(cn, Buffer.from('\0R\0o\0o\0t'), bmp),
      ),
    ],
    ['another letter case', name(attribute(o, 'REVOSCOPE lab'), attribute(cn, 'root'))],
    ['more white space', name(attribute(o, ' Revoscope   Lab '), attribute(cn, 'Root'))],
  ])('is true for %s', (_what, other) => {
    expect(isSameName(lab, other)).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ['another value', name(attribute(o, 'Revoscope Lab'), attribute(cn, 'Roots'))],
    ['another type', name(attribute(ou, 'Revoscope Lab'), attribute(cn, 'Root'))],
    ['another order', name(attribute(cn, 'Root'), attribute(o, 'Revoscope Lab'))],
    ['one name less', name(attribute(cn, 'Root'))],
    ['one set instead of two', name([attribute(o, 'Revoscope Lab'), attribute(cn, 'Root')])],
    ['white space left out', name(attribute(o, 'RevoscopeLab'), attribute(cn, 'Root'))],
    ['the empty name', name()],
    ['what is no Name', Uint8Array.of(0x05, 0x00)],
  ])('is false for %s', (_what, other) => {
    expect([isSameName(lab, other), isSameName(other, lab)]).toEqual([false, false]);
  });

  it('compares the attributes of a set in any order', () => {
    const one = name([attribute(o, 'a'), attribute(cn, 'b')]);
    const other = name([attribute(cn, 'B'), attribute(o, 'A')]);
    expect(isSameName(one, other)).toBe(true);
  });

  it('does not mistake a separator in a value for another attribute', () => {
    const one = name([attribute(o, 'a'), attribute(cn, 'b')]);
    const other = name([attribute(o, 'a","2.5.4.3=b')]);
    expect(isSameName(one, other)).toBe(false);
  });

  it('compares what is no Name by its octets alone', () => {
    expect(isSameName(Uint8Array.of(5, 0), Uint8Array.of(5, 0))).toBe(true);
    expect(isSameName(Uint8Array.of(5, 0), Uint8Array.of(4, 0))).toBe(false);
  });
});
