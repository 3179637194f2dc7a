import { expect, it } from 'vitest';
import { applyRc4 } from '#pki/keys/rc4.ts';

/** RFC 6229 §2: the first octets of the stream. */
it.each([
  ['0102030405', 'b2396305f03dc027ccc3524a0a1118a8'],
  ['0102030405060708090a0b0c0d0e0f10', '9ac7cc9a609d1ef7b2932899cde41b97'],
])('the stream of key %s is that of RFC 6229', (key, stream) => {
  const octets = applyRc4(Buffer.from(key, 'hex'), new Uint8Array(16));
  expect(Buffer.from(octets).toString('hex')).toBe(stream);
});
