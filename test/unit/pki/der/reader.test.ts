import { describe, expect, it } from 'vitest';
import { type DerReader, decodeDer } from '#pki/der/reader.ts';
import { contextConstructed, tag } from '#pki/der/tag.ts';
import { readIntegerOctets, readOctetString } from '#pki/der/values.ts';

function bytes(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}

function readPair(outer: DerReader) {
  const fields = outer.constructed('Pair');
  const first = readIntegerOctets(fields, 'first');
  const second = readOctetString(fields, 'second');
  fields.finish();
  return { first: [...first], second: [...second] };
}

describe('decodeDer', () => {
  it('reads nested elements and keeps nothing but their contents', () => {
    expect(decodeDer(bytes('30 07 02 01 05 04 02 aa bb'), readPair)).toEqual({
      ok: true,
      value: { first: [5], second: [0xaa, 0xbb] },
    });
  });

  it.each([
    ['input that is empty', '', 'missing-element', 0, 'Pair'],
    ['a tag without a length', '30', 'truncated', 1, 'Pair'],
    ['contents that run past the input', '30 07 02 01', 'truncated', 0, 'Pair'],
    ['an element that runs past its container', '30 03 02 02 05', 'truncated', 2, 'Pair.first'],
    ['a missing element', '30 03 02 01 05', 'missing-element', 5, 'Pair.second'],
    ['another tag', '30 03 04 01 05', 'unexpected-tag', 2, 'Pair.first'],
    [
      'an octet after the last element of a container',
      '30 08 02 01 05 04 02 aa bb 00',
      'trailing-data',
      9,
      'Pair',
    ],
    ['an octet after the value', '30 07 02 01 05 04 02 aa bb 00', 'trailing-data', 9, ''],
    ['an indefinite length', '30 80 02 01 05 04 00 00 00', 'indefinite-length', 1, 'Pair'],
    [
      'a long form for a short length',
      '30 81 07 02 01 05 04 02 aa bb',
      'non-minimal-length',
      1,
      'Pair',
    ],
    [
      'a length with a leading zero octet',
      `30 82 00 85 ${'00'.repeat(0x85)}`,
      'non-minimal-length',
      1,
      'Pair',
    ],
    ['a length of five octets', '30 85 01 00 00 00 00', 'length-too-large', 1, 'Pair'],
    ['a length that is cut short', '30 82 01', 'truncated', 1, 'Pair'],
    ['a tag of several octets', '3f 81 01 00', 'unexpected-tag', 0, 'Pair'],
  ])('refuses %s and says where', (_what, hex, code, offset, path) => {
    const decoded = decodeDer(bytes(hex), readPair);
    expect(decoded).toMatchObject({ ok: false, error: { code, offset, path } });
  });

  it.each(['24 00', '2c 00', '10 00', '11 00', '00 00'])(
    'refuses %s, a universal type in a form that DER does not have',
    (hex) => {
      const decoded = decodeDer(bytes(hex), (outer) => outer.any('value'));
      expect(decoded).toMatchObject({ ok: false, error: { code: 'unexpected-tag', offset: 0 } });
    },
  );

  it('refuses a tag of several octets where any element may stand', () => {
    const decoded = decodeDer(bytes('1f 81 01 00'), (outer) => outer.any('value'));
    expect(decoded).toMatchObject({ ok: false, error: { code: 'high-tag-number', offset: 0 } });
  });

  it('keeps the first failure and reads nothing after it', () => {
    const decoded = decodeDer(bytes('30 04 05 00 05 00'), (outer) => {
      const fields = outer.constructed('S');
      fields.fail('value-not-allowed', 'a', 2, 'first');
      fields.fail('value-not-allowed', 'b', 4, 'second');
      expect([fields.atEnd, fields.peekTag(), fields.any('c')]).toEqual([
        true,
        -1,
        { tag: 0, start: 0, contentStart: 0, end: 0 },
      ]);
      expect(fields.constructed('d').atEnd).toBe(true);
    });
    expect(decoded).toMatchObject({ ok: false, error: { path: 'S.a', message: 'first' } });
  });

  it('names the elements of a list in the path', () => {
    const decoded = decodeDer(bytes('30 04 30 02 05 00'), (outer) => {
      outer.constructed('List').constructed('[0]').element(tag.integer, 'number');
    });
    expect(decoded).toMatchObject({ ok: false, error: { path: 'List[0].number' } });
  });

  it('leaves a wrapper without a name out of the path', () => {
    const decoded = decodeDer(bytes('30 04 a0 02 05 00'), (outer) => {
      const wrapper = outer.constructed('S').optionalConstructed('', contextConstructed(0));
      wrapper?.element(tag.integer, 'version');
    });
    expect(decoded).toMatchObject({ ok: false, error: { path: 'S.version' } });
  });

  it('finds no optional element where another one comes', () => {
    const decoded = decodeDer(bytes('30 02 05 00'), (outer) => {
      const fields = outer.constructed('S');
      const optional = fields.optionalConstructed('', contextConstructed(0));
      fields.any('null');
      return optional;
    });
    expect(decoded).toEqual({ ok: true, value: null });
  });

  it('gives the whole element and its contents as views of the input', () => {
    const input = bytes('04 02 aa bb');
    const decoded = decodeDer(input, (outer) => {
      const element = outer.any('value');
      return [outer.raw(element), outer.contents(element)];
    });
    if (!decoded.ok) throw new Error(decoded.error.message);
    expect(decoded.value.map((view) => [view.buffer === input.buffer, ...view])).toEqual([
      [true, 0x04, 0x02, 0xaa, 0xbb],
      [true, 0xaa, 0xbb],
    ]);
  });
});
