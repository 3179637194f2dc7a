import { describe, expect, it } from 'vitest';
import { type DerReader, decodeDer } from '#pki/der/reader.ts';
import {
  readBitStringOctets,
  readBoolean,
  readBooleanDefaultFalse,
  readGeneralizedTime,
  readIa5String,
  readIntegerOctets,
  readNamedBits,
  readNull,
  readObjectIdentifier,
  readSmallInteger,
  readTime,
} from '#pki/der/values.ts';
import { toRfc3339 } from '#shared/model/time.ts';

type Read = (reader: DerReader, name: string) => unknown;

function decode(hex: string, read: Read): unknown {
  const bytes = new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  const decoded = decodeDer(bytes, (reader) => read(reader, 'value'));
  if (!decoded.ok) return decoded.error.code;
  return decoded.value instanceof Uint8Array ? [...decoded.value] : decoded.value;
}

function timeHex(tag: string, text: string): string {
  return `${tag}${text.length.toString(16).padStart(2, '0')}${Buffer.from(text).toString('hex')}`;
}

const uuidOid = '2.25.24197857203266734864793317670504947440';
const uuidHex = '061369a4b4ab9e93abe6fbe0929a95cf89d5f3bd70';
const longOid = `06 12 ${'2a 86 48 86 f7 14 01 02 03 04 05 06 07 08 09 0a 0b 0c'}`;

describe('reading a value', () => {
  it.each<[string, string, Read, unknown]>([
    ['BOOLEAN true', '01 01 ff', readBoolean, true],
    ['BOOLEAN false', '01 01 00', readBoolean, false],
    ['an absent DEFAULT FALSE', '', readBooleanDefaultFalse, false],
    ['a present DEFAULT FALSE', '01 01 ff', readBooleanDefaultFalse, true],
    ['zero', '02 01 00', readIntegerOctets, [0]],
    ['a negative INTEGER', '02 01 80', readIntegerOctets, [0x80]],
    ['an INTEGER with a sign octet', '02 02 00 80', readIntegerOctets, [0, 0x80]],
    ['a small INTEGER', '02 02 01 00', readSmallInteger, 256],
    ['the largest small INTEGER', '02 04 7f ff ff ff', readSmallInteger, 2 ** 31 - 1],
    ['a BIT STRING of whole octets', '03 02 00 aa', readBitStringOctets, [0xaa]],
    ['named bits', '03 02 05 a0', readNamedBits, [0, 2]],
    ['named bits in a second octet', '03 03 07 00 80', readNamedBits, [8]],
    ['no named bits', '03 01 00', readNamedBits, []],
    ['named bits with trailing zero bits, as CAs issue them', '03 02 00 a0', readNamedBits, [0, 2]],
    ['an identifier', '06 03 55 04 03', readObjectIdentifier, '2.5.4.3'],
    ['an identifier below 0', '06 01 27', readObjectIdentifier, '0.39'],
    ['an identifier below 1', '06 01 28', readObjectIdentifier, '1.0'],
    [
      'an identifier below 2 with a second arc over 39',
      '06 02 88 37',
      readObjectIdentifier,
      '2.999',
    ],
    [
      'a long identifier',
      longOid,
      readObjectIdentifier,
      '1.2.840.113556.1.2.3.4.5.6.7.8.9.10.11.12',
    ],
    ['an identifier from a UUID', uuidHex, readObjectIdentifier, uuidOid],
    ['an IA5String', '16 02 68 69', readIa5String, 'hi'],
  ])('gives %s', (_what, hex, read, value) => {
    expect(decode(hex, read)).toEqual(value);
  });

  it.each<[string, string, Read, string]>([
    ['a BOOLEAN of another octet', '01 01 01', readBoolean, 'invalid-boolean'],
    ['a BOOLEAN of two octets', '01 02 ff ff', readBoolean, 'invalid-boolean'],
    ['an empty INTEGER', '02 00', readIntegerOctets, 'invalid-integer'],
    ['an INTEGER padded with 00', '02 02 00 7f', readIntegerOctets, 'invalid-integer'],
    ['an INTEGER padded with ff', '02 02 ff 80', readIntegerOctets, 'invalid-integer'],
    ['a negative small INTEGER', '02 01 ff', readSmallInteger, 'value-not-allowed'],
    [
      'a small INTEGER of five octets',
      '02 05 01 00 00 00 00',
      readSmallInteger,
      'value-not-allowed',
    ],
    ['a NULL with contents', '05 01 00', readNull, 'invalid-null'],
    ['a BIT STRING without its first octet', '03 00', readBitStringOctets, 'invalid-bit-string'],
    ['unused bits in whole octets', '03 02 01 aa', readBitStringOctets, 'invalid-bit-string'],
    ['eight unused bits', '03 02 08 00', readNamedBits, 'invalid-bit-string'],
    ['unused bits that are set', '03 02 05 a1', readNamedBits, 'invalid-bit-string'],
    ['unused bits of nothing', '03 01 01', readNamedBits, 'invalid-bit-string'],
    ['very many named bits', `03 20 00${'ff'.repeat(31)}`, readNamedBits, 'invalid-bit-string'],
    [
      'an identifier of 129 octets',
      `06 81 81 ${'01'.repeat(129)}`,
      readObjectIdentifier,
      'invalid-object-identifier',
    ],
    ['an empty identifier', '06 00', readObjectIdentifier, 'invalid-object-identifier'],
    ['an arc that is cut short', '06 02 55 84', readObjectIdentifier, 'invalid-object-identifier'],
    [
      'an arc with a leading zero',
      '06 03 55 80 03',
      readObjectIdentifier,
      'invalid-object-identifier',
    ],
    ['an IA5String of eight bits', '16 01 80', readIa5String, 'invalid-string'],
  ])('refuses %s', (_what, hex, read, code) => {
    expect(decode(hex, read)).toBe(code);
  });

  it('reads an encoded DEFAULT FALSE, which DER leaves out, and records where', () => {
    const bytes = Uint8Array.of(0x30, 3, 0x01, 0x01, 0x00);
    const decoded = decodeDer(bytes, (outer) => {
      const fields = outer.constructed('It');
      const value = readBooleanDefaultFalse(fields, 'flag');
      fields.finish();
      return { value, deviations: outer.deviations };
    });
    expect(decoded).toEqual({
      ok: true,
      value: {
        value: false,
        deviations: [
          {
            code: 'default-encoded',
            offset: 2,
            path: 'It.flag',
            message: 'FALSE is the default and is left out in DER',
            clause: 'X.690 §11.5',
          },
        ],
      },
    });
  });

  it('gives each of 2,000 identifiers twice, whatever is remembered meanwhile', () => {
    const identifiers = Array.from({ length: 2_000 }, (_, i) => [i >> 7, i & 0x7f]);
    for (const round of [1, 2]) {
      for (const [high = 0, low = 0] of identifiers) {
        const arcs = high === 0 ? [low] : [0x80 | high, low];
        const hex = Buffer.from([0x06, 1 + arcs.length, 0x2a, ...arcs]).toString('hex');
        const expected = `1.2.${high * 128 + low}`;
        expect(`${round} ${String(decode(hex, readObjectIdentifier))}`).toBe(
          `${round} ${expected}`,
        );
      }
    }
  });
});

describe('reading a time', () => {
  it.each([
    ['17', '250101000000Z', '2025-01-01T00:00:00Z'],
    ['17', '491231235959Z', '2049-12-31T23:59:59Z'],
    ['17', '500101000000Z', '1950-01-01T00:00:00Z'],
    ['17', '000229120000Z', '2000-02-29T12:00:00Z'],
    ['18', '20500101000000Z', '2050-01-01T00:00:00Z'],
    ['18', '19700101000000Z', '1970-01-01T00:00:00Z'],
    ['18', '19691231235959Z', '1969-12-31T23:59:59Z'],
    ['18', '99991231235959Z', '9999-12-31T23:59:59Z'],
    ['18', '20240229000000Z', '2024-02-29T00:00:00Z'],
    ['18', '00010101000000Z', '0001-01-01T00:00:00Z'],
  ])('takes tag %s %s as %s', (tag, text, expected) => {
    expect(toRfc3339(Number(decode(timeHex(tag, text), readTime)))).toBe(expected);
  });

  it('agrees with the calendar of the runtime on every month of 400 years', () => {
    for (let month = 0; month < 4_800; month++) {
      const date = new Date(Date.UTC(1900, month, 28, 23, 59, 58));
      const text = date.toISOString().replace(/[-:T]/g, '').replace('.000', '');
      expect(decode(timeHex('18', text), readTime)).toBe(date.getTime());
    }
  });

  it.each([
    ['no seconds', '17', '2501010000Z'],
    ['an offset', '17', '250101000000+0100'],
    ['no Z', '17', '2501010000000'],
    ['a fraction', '18', '20250101000000.5Z'],
    ['a small z', '18', '20250101000000z'],
    ['month 0', '18', '20250001000000Z'],
    ['month 13', '18', '20251301000000Z'],
    ['day 0', '18', '20250100000000Z'],
    ['30 February', '18', '20240230000000Z'],
    ['29 February of a common year', '18', '21000229000000Z'],
    ['hour 24', '18', '20250101240000Z'],
    ['minute 60', '18', '20250101006000Z'],
    ['a leap second', '18', '20161231235960Z'],
    ['letters', '18', '2O250101000000Z'],
    ['a sign', '17', '-50101000000Z'],
    ['blanks', '17', '25 1 1000000Z'],
    ['nothing', '18', ''],
  ])('refuses %s', (_what, tag, text) => {
    expect(decode(timeHex(tag, text), readTime)).toBe('invalid-time');
  });

  it('refuses another type, and UTCTime where only GeneralizedTime may stand', () => {
    expect(decode(timeHex('16', '250101000000Z'), readTime)).toBe('unexpected-tag');
    expect(decode('', readTime)).toBe('missing-element');
    expect(decode(timeHex('17', '250101000000Z'), readGeneralizedTime)).toBe('unexpected-tag');
  });

  it('shows what it found without control characters', () => {
    const bytes = Buffer.from(timeHex('18', 'a\u0007b'), 'hex');
    const decoded = decodeDer(bytes, (reader) => readTime(reader, 'thisUpdate'));
    expect(decoded).toEqual({
      ok: false,
      error: {
        code: 'invalid-time',
        offset: 0,
        path: 'thisUpdate',
        message: 'expected a time YYYYMMDDHHMMSSZ, found "a?b"',
      },
    });
  });
});
