import { describe, expect, it } from 'vitest';
import { decryptRc2Cbc, encryptRc2Cbc } from '#pki/keys/rc2.ts';

/** RFC 2268 §5: key, effective bits in whole octets (others are not in use), plain text, cipher text. */
const vectors = [
  ['ffffffffffffffff', 64, 'ffffffffffffffff', '278b27e42e2f0d49'],
  ['3000000000000000', 64, '1000000000000001', '30649edf9be7d2c2'],
  ['88', 64, '0000000000000000', '61a8a244adacccf0'],
  ['88bca90e90875a', 64, '0000000000000000', '6ccf4308974c267f'],
  ['88bca90e90875a7f0f79c384627bafb2', 64, '0000000000000000', '1a807d272bbe5db1'],
  ['88bca90e90875a7f0f79c384627bafb2', 128, '0000000000000000', '2269552ab0f85ca6'],
] as const;

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('RC2', () => {
  it.each(vectors)('encrypts as RFC 2268 §5 with key %s of %i bits', (key, bits, plain, cipher) => {
    const octets = bytes(key);
    const sealed = encryptRc2Cbc({ octets, effectiveBits: bits }, new Uint8Array(8), bytes(plain));
    expect(Buffer.from(sealed.subarray(0, 8)).toString('hex')).toBe(cipher);
    expect(sealed).toHaveLength(16);
    const whole = { octets, effectiveBits: bits };
    expect(decryptRc2Cbc(whole, new Uint8Array(8), sealed)).toEqual(bytes(plain));
  });

  it('carries the chain over what it gives the library at a time, in time that grows with size', () => {
    const key = { octets: bytes('88bca90e90875a7f0f79c384627bafb2'), effectiveBits: 128 };
    const plain = Uint8Array.from({ length: 2_000_008 }, (_each, at) => (at * 7) & 0xff);
    const sealed = encryptRc2Cbc(key, new Uint8Array(8), plain);
    expect(Buffer.compare(decryptRc2Cbc(key, new Uint8Array(8), sealed) ?? sealed, plain)).toBe(0);
    // RFC 2268 chains by CBC: a block opens with the one before it as the IV.
    const tail = decryptRc2Cbc(key, sealed.subarray(8_184, 8_192), sealed.subarray(8_192));
    expect(Buffer.compare(tail ?? sealed, plain.subarray(8_192))).toBe(0);
  });

  it.each([0, 3, 16])('opens nothing with an IV of %i octets', (length) => {
    const key = { octets: bytes('88'), effectiveBits: 64 };
    expect(decryptRc2Cbc(key, new Uint8Array(length), new Uint8Array(16))).toBeNull();
  });
});
