import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspectInput } from '#inspect/inspect-object.ts';
import { contextConstructed, tag } from '#pki/der/tag.ts';
import {
  encodeElement,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { encodePem } from '#pki/x509/pem.ts';

const context = { now: 0, passwords: [] };
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const secret = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })).export({
  format: 'jwk',
}).d;
const hex = Buffer.from(secret ?? '', 'base64url').toString('hex');
const keys = (['pkcs8', 'sec1'] as const).map((type) =>
  Uint8Array.from(privateKey.export({ type, format: 'der' })),
);
const version = encodeSmallInteger(7);

describe.each(keys)('a private key that nobody asked for', (key) => {
  it.each([
    ['beside a number', encodeSequence(version, key)],
    ['in an OCTET STRING', encodeOctetString(key)],
    ['in a SET', encodeElement(tag.set, key)],
    ['behind a tag', encodeSequence(version, encodeElement(contextConstructed(0), key))],
    [
      'in PKCS#7',
      encodeSequence(
        encodeObjectIdentifier('1.2.840.113549.1.7.1'),
        encodeElement(contextConstructed(0), encodeOctetString(key)),
      ),
    ],
  ])('%s is not shown', (_, octets) => {
    const pem = encodePem('SOMETHING', octets);
    for (const bytes of [octets, Buffer.from(pem)]) {
      const shown = JSON.stringify(inspectInput(Uint8Array.from(bytes), context), (_name, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
      );
      expect(shown.toLowerCase().replaceAll(/[^0-9a-f]/g, '')).not.toContain(hex);
      expect(shown).toContain('private key');
    }
  });
});

it('octets without a key are shown as they are', () => {
  const octets = encodeSequence(version, encodeOctetString(new Uint8Array([1, 2, 3])), version);
  const [shown] = inspectInput(encodeSequence(version, octets), context);
  expect(shown?.bytes.length).toBeGreaterThan(0);
});
