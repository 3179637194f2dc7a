import { expect, it } from 'vitest';
import { inspectInput } from '#inspect/inspect-object.ts';
import {
  encodeNull,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { encodePem } from '#pki/x509/pem.ts';

/** PBES2 of two million rounds with a hash that nobody has: it is paid for, and costs no time. */
function sealedKey(): Uint8Array {
  const salt = encodeOctetString(new Uint8Array(8));
  const prf = encodeSequence(encodeObjectIdentifier('1.2.3'), encodeNull());
  const facts = encodeSequence(salt, encodeSmallInteger(2_000_000), prf);
  const derivation = encodeSequence(encodeObjectIdentifier('1.2.840.113549.1.5.12'), facts);
  const iv = encodeOctetString(new Uint8Array(16));
  const cipher = encodeSequence(encodeObjectIdentifier('2.16.840.1.101.3.4.1.42'), iv);
  const scheme = encodeObjectIdentifier('1.2.840.113549.1.5.13');
  const algorithm = encodeSequence(scheme, encodeSequence(derivation, cipher));
  return encodeSequence(algorithm, encodeOctetString(new Uint8Array(32)));
}

it('does not do the work of one key again and again for a file that is full of keys', () => {
  const file = encodePem('ENCRYPTED PRIVATE KEY', sealedKey()).repeat(8);
  const objects = inspectInput(Buffer.from(file), { now: 0, passwords: ['secret'] });
  const messages = objects.map(({ problem }) => problem?.message);
  expect(messages.slice(0, 6).every((message) => message?.includes('not read here'))).toBe(true);
  expect(messages.slice(6)).toEqual(
    [1, 2].map(() => expect.stringContaining('asks for 14000000 rounds of key derivation')),
  );
});
