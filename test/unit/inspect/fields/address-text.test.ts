import { describe, expect, it } from 'vitest';
import { addressText } from '#inspect/fields/address-text.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

describe('addressText', () => {
  it.each<[string, string | null]>([
    ['0a000001', '10.0.0.1'],
    ['0a000000ff000000', '10.0.0.0/255.0.0.0'],
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000000000001', '::1'],
    ['20010db8000000000000000000000001', '2001:db8::1'],
    ['20010db8000000010000000000000001', '2001:db8:0:1::1'],
    ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
    ['20010db800000000000a000000000000', '2001:db8:0:0:a::'],
    [`20010db8${'00'.repeat(12)}${'ff'.repeat(4)}${'00'.repeat(12)}`, '2001:db8::/ffff:ffff::'],
    ['0a0000', null],
    ['', null],
  ])('writes %s as %s', (octets, expected) => {
    expect(addressText(hex(octets))).toBe(expected);
  });
});
