import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJson, encodeJson } from '#store/encode-json.ts';

const key = fc.oneof(fc.string(), fc.constantFrom('$bytes', '$object', '__proto__', '$', ''));
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  ),
})).value;

describe('encodeJson and decodeJson', () => {
  it('bring any plain data back as it was', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(decodeJson(encodeJson(value))).toEqual({ ok: true, value });
      }),
    );
  });

  it('never throw for text that was changed', () => {
    fc.assert(
      fc.property(plain, fc.nat(), fc.string({ maxLength: 3 }), (value, at, change) => {
        const text = encodeJson(value);
        const place = at % (text.length + 1);
        decodeJson(text.slice(0, place) + change + text.slice(place + 1));
      }),
    );
  });
});
