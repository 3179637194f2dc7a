import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DerReader, decodeDer } from '#pki/der/reader.ts';
import { tag } from '#pki/der/tag.ts';
import {
  readBitStringOctets,
  readBoolean,
  readGeneralizedTime,
  readIa5String,
  readIntegerOctets,
  readNamedBits,
  readNull,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
  readTime,
} from '#pki/der/values.ts';
import {
  encodeBitString,
  encodeBoolean,
  encodeElement,
  encodeGeneralizedTime,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';

const octets = (maxLength = 300) => fc.uint8Array({ maxLength });

/** An identifier whose first two arcs are within X.660. */
const identifiers = fc
  .tuple(
    fc.integer({ min: 0, max: 2 }),
    fc.nat({ max: 39 }),
    fc.array(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), { maxLength: 5 }),
  )
  .map(([root, second, arcs]) => [root, second, ...arcs].join('.'));

function decoded<T>(bytes: Uint8Array, read: (reader: DerReader, name: string) => T): T {
  const result = decodeDer(bytes, (reader) => read(reader, 'value'));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('what is written in DER', () => {
  it.each<[string, fc.IProperty<unknown>]>([
    [
      'a number',
      fc.property(fc.nat(), (n) => {
        expect(decoded(encodeSmallInteger(n), readSmallInteger)).toBe(n);
      }),
    ],
    [
      'a flag',
      fc.property(fc.boolean(), (b) => {
        expect(decoded(encodeBoolean(b), readBoolean)).toBe(b);
      }),
    ],
    [
      'octets',
      fc.property(octets(70_000), (o) => {
        expect(decoded(encodeOctetString(o), readOctetString)).toEqual(o);
      }),
    ],
    [
      'a bit string',
      fc.property(octets(), (o) => {
        expect(decoded(encodeBitString(o), readBitStringOctets)).toEqual(o);
      }),
    ],
    [
      'an identifier',
      fc.property(identifiers, (oid) => {
        expect(decoded(encodeObjectIdentifier(oid), readObjectIdentifier)).toBe(oid);
      }),
    ],
    [
      'a time',
      fc.property(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), (seconds) => {
        const bytes = encodeGeneralizedTime(seconds * 1_000);
        expect(decoded(bytes, readGeneralizedTime)).toBe(seconds * 1_000);
      }),
    ],
    [
      'a list',
      fc.property(fc.array(octets(40), { maxLength: 40 }), (items) => {
        const read = (reader: DerReader, name: string) => {
          const list = reader.constructed(name);
          const found: Uint8Array[] = [];
          while (!list.atEnd) found.push(readOctetString(list, `[${found.length}]`));
          return found;
        };
        expect(decoded(encodeSequence(...items.map(encodeOctetString)), read)).toEqual(items);
      }),
    ],
  ])('is read back the same: %s', (_what, property) => {
    fc.assert(property, { numRuns: 500 });
  });
});

/** Reads whatever comes, constructed elements down to the bottom, each with the reader of its type. */
function readAnything(reader: DerReader, depth: number): void {
  while (!reader.atEnd && depth < 20) {
    const next = reader.peekTag();
    const read = readers.get(next);
    if (read !== undefined) read(reader, 'value');
    else if ((next & 0x20) !== 0) readAnything(reader.constructed('inside', next), depth + 1);
    else reader.any('value');
  }
}

const readers = new Map<number, (reader: DerReader, name: string) => unknown>([
  [tag.boolean, readBoolean],
  [tag.integer, readIntegerOctets],
  [tag.bitString, readNamedBits],
  [tag.null, readNull],
  [tag.objectIdentifier, readObjectIdentifier],
  [tag.ia5String, readIa5String],
  [tag.utcTime, readTime],
  [tag.generalizedTime, readTime],
]);

/** A tree of elements, well formed as TLVs, whatever their contents. */
const trees = fc.letrec<{ tree: Uint8Array }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc
      .tuple(fc.constantFrom(...readers.keys(), 0x04, 0x80, 0x0c), octets(20))
      .map(([identifier, contents]) => encodeElement(identifier, contents)),
    fc
      .tuple(fc.constantFrom(0x30, 0x31, 0xa0, 0xa3), fc.array(tie('tree'), { maxLength: 5 }))
      .map(([identifier, children]) => encodeElement(identifier, ...children)),
  ),
})).tree;

describe('a reader of any octets', () => {
  it('gives a value or an error within the input, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(octets(), trees), (bytes) => {
        const result = decodeDer(bytes, (reader) => readAnything(reader, 0));
        if (result.ok) return;
        expect(result.error.offset).toBeGreaterThanOrEqual(0);
        expect(result.error.offset).toBeLessThanOrEqual(bytes.length);
        expect(result.error.message).not.toBe('');
      }),
      { numRuns: 5_000 },
    );
  });

  it('takes every tree of well-formed elements as such', () => {
    const readTree = (reader: DerReader): void => {
      while (!reader.atEnd) {
        const element = reader.any('element');
        if ((element.tag & 0x20) === 0) continue;
        const inside = reader.inside(element, 'inside');
        readTree(inside);
        inside.finish();
      }
    };
    fc.assert(
      fc.property(trees, (bytes) => {
        expect(decodeDer(bytes, readTree).ok).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('refuses every proper beginning of a value', () => {
    fc.assert(
      fc.property(trees, fc.nat(), (bytes, cut) => {
        const beginning = bytes.subarray(0, cut % bytes.length);
        expect(decodeDer(beginning, (reader) => reader.any('value')).ok).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
