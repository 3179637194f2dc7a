import { describe, expect, it } from 'vitest';
import { decodeJson, encodeJson } from '#store/encode-json.ts';

function roundTrip(value: unknown): unknown {
  const decoded = decodeJson(encodeJson(value));
  if (!decoded.ok) throw new Error(decoded.error.detail);
  return decoded.value;
}

describe('encodeJson and decodeJson', () => {
  it('bring octets back as octets, also none and a view of more', () => {
    const view = new Uint8Array([0, 1, 2, 255]).subarray(1);
    const value = { view, none: new Uint8Array(), list: [new Uint8Array([7])] };
    expect(roundTrip(value)).toEqual({
      view: new Uint8Array([1, 2, 255]),
      none: new Uint8Array(),
      list: [new Uint8Array([7])],
    });
  });

  it('give octets a buffer of their own', () => {
    const back = roundTrip(Buffer.from([1, 2, 3]));
    expect(back).toStrictEqual(new Uint8Array([1, 2, 3]));
    expect(back instanceof Uint8Array && back.buffer.byteLength).toBe(3);
  });

  it('do not take an object for octets because of its key', () => {
    for (const value of [
      { $bytes: 'AAAA' },
      { $object: { a: 1 } },
      { $object: { $bytes: 'AAAA' } },
      { $x: 1, y: { $bytes: 2 } },
    ]) {
      expect(roundTrip(value)).toEqual(value);
    }
  });

  it('keep a key that names the prototype a key', () => {
    const value: unknown = JSON.parse('{"__proto__":{"polluted":true},"a":1}');
    const back = roundTrip(value);
    expect(Object.keys(back ?? {})).toEqual(['__proto__', 'a']);
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  });

  it('leave out fields without a value', () => {
    expect(roundTrip({ a: undefined, b: null })).toEqual({ b: null });
  });

  it.each([
    [() => 1],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [new Map()],
    [new Date(0)],
    [Symbol('s')],
    [undefined],
    [{ deep: [1n] }],
  ])('refuse what is not plain data (%#)', (value) => {
    expect(() => encodeJson(value)).toThrow('cannot be written as JSON');
  });

  it.each([
    ['', 'Unexpected end of JSON input'],
    ['{"a":', 'JSON'],
    ['{"$bytes":"A"}', 'base64 of a wrong length'],
    ['{"$bytes":"AA-_"}', 'a character that is not base64'],
    ['{"$bytes":7}', 'base64 of a wrong length'],
    ['{"$bytes":"AAAA","x":1}', 'an unknown form with $'],
    ['{"$later":1}', 'an unknown form with $'],
    ['{"$object":[1]}', 'an unknown form with $'],
    ['['.repeat(200) + ']'.repeat(200), 'nested deeper'],
  ])('say why %j is refused', (text, detail) => {
    const decoded = decodeJson(text);
    expect(!decoded.ok && decoded.error.detail).toContain(detail);
  });

  it('refuse nesting that would exhaust the stack', () => {
    const decoded = decodeJson('['.repeat(1_000_000));
    expect(decoded.ok).toBe(false);
  });
});
