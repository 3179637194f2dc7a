import { describe, expect, it } from 'vitest';
import { encodeNull } from '#pki/der/writer.ts';
import { createCachingDecoder, decodeCertificateCached } from '#pki/x509/decode-cached.ts';
import { forge } from '../../../support/forge-certificate.ts';

const forged = ['a', 'b', 'c'].map((name) => forge({ name }));
const ders = forged.map(({ der }) => der);
/** Where the serial number, which begins with 1, stands in the first. */
const serialAt = forged[0]?.certificate.serialNumber.byteOffset ?? 0;
const [a = new Uint8Array(0), b = a, c = a] = ders;

describe('createCachingDecoder', () => {
  it('gives the same object for the same octets, wherever they stand', () => {
    const decode = createCachingDecoder(2);
    const message = Buffer.concat([Buffer.of(1, 2), a, Buffer.of(3)]);
    expect(decode(message.subarray(2, 2 + a.length))).toBe(decode(a));
  });

  it('keeps a copy, so that the message can go and may change', () => {
    const decode = createCachingDecoder(2);
    const message = Buffer.from(a);
    const first = decode(message);
    message.fill(0);
    expect(decode(a)).toBe(first);
    expect(first.ok && Buffer.from(first.value.der)).toEqual(Buffer.from(a));
  });

  it('forgets the least recently used first', () => {
    const decode = createCachingDecoder(2);
    const firstOfA = decode(a);
    const firstOfB = decode(b);
    decode(a);
    decode(c);
    expect(decode(a)).toBe(firstOfA);
    expect(decode(b)).not.toBe(firstOfB);
  });

  it('tells certificates apart that agree in length and last octets', () => {
    const decode = createCachingDecoder(8);
    const other = a.slice();
    other[serialAt] = 3;
    const [one, two] = [decode(a), decode(other)];
    if (!one.ok || !two.ok) throw new Error('both decode');
    expect([one.value.serialNumber[0], two.value.serialNumber[0]]).toEqual([1, 3]);
    expect(Buffer.from(one.value.der).equals(two.value.der)).toBe(false);
  });

  it('gives an error each time and keeps none', () => {
    const decode = createCachingDecoder(1);
    const kept = decode(a);
    expect(decode(encodeNull())).toMatchObject({ ok: false, error: { code: 'unexpected-tag' } });
    expect(decode(a)).toBe(kept);
  });

  it('decodes a very long certificate each time', () => {
    const value = new Uint8Array(9_000);
    const { der } = forge({ name: 'long', extensions: [{ oid: '1.2.3', value }] });
    expect(decodeCertificateCached(der).ok).toBe(true);
    expect(decodeCertificateCached(der)).not.toBe(decodeCertificateCached(der));
    expect(decodeCertificateCached(a)).toBe(decodeCertificateCached(a));
  });
});
