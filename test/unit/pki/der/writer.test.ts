import { describe, expect, it } from 'vitest';
import {
  encodeBitString,
  encodeBoolean,
  encodeElement,
  encodeExplicit,
  encodeGeneralizedTime,
  encodeIntegerOctets,
  encodeNull,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

describe('writing DER', () => {
  it.each([
    ['NULL', encodeNull(), '0500'],
    ['TRUE', encodeBoolean(true), '0101ff'],
    ['FALSE', encodeBoolean(false), '010100'],
    ['OCTET STRING', encodeOctetString(Uint8Array.of(1, 2)), '04020102'],
    ['BIT STRING', encodeBitString(Uint8Array.of(1)), '03020001'],
    ['INTEGER from octets', encodeIntegerOctets(Uint8Array.of(0, 0x80)), '02020080'],
    ['0', encodeSmallInteger(0), '020100'],
    ['127', encodeSmallInteger(127), '02017f'],
    ['128 with a sign octet', encodeSmallInteger(128), '02020080'],
    ['65536', encodeSmallInteger(65_536), '0203010000'],
    ['ENUMERATED', encodeSmallInteger(6, 0x0a), '0a0106'],
    ['an identifier', encodeObjectIdentifier('1.2.840.113549.1.1.11'), '06092a864886f70d01010b'],
    ['an identifier below 2', encodeObjectIdentifier('2.999.3'), '0603883703'],
    ['SEQUENCE', encodeSequence(encodeNull(), encodeNull()), '300405000500'],
    ['an explicit tag', encodeExplicit(3, encodeNull()), 'a3020500'],
    ['GeneralizedTime', encodeGeneralizedTime(0), '180f31393730303130313030303030305a'],
  ])('writes %s', (_what, bytes, expected) => {
    expect(hex(bytes)).toBe(expected);
  });

  it.each([
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [70_000, '0483011170'],
  ])('writes the length %i in its shortest form', (length, expected) => {
    const bytes = encodeElement(0x04, new Uint8Array(length));
    expect(hex(bytes.subarray(0, bytes.length - length))).toBe(expected);
  });
});
