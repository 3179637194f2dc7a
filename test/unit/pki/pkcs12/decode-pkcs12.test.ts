import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspectPkcs12 } from '#inspect/kinds/pkcs12.ts';
import {
  encodeElement,
  encodeExplicit,
  encodeNull,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { DerivationWork } from '#pki/keys/derivation-work.ts';
import { decodePkcs12 } from '#pki/pkcs12/decode-pkcs12.ts';
import { encodePkcs12 } from '#pki/pkcs12/encode-pkcs12.ts';
import { derivePkcs12Key } from '#pki/pkcs12/key-derivation.ts';
import { sealWithAes256 } from '#pki/pkcs12/password-encryption.ts';

const random = (count: number) => new Uint8Array(count).fill(7);
const secret = Buffer.from('the octets of a private key');
const keyBag = '1.2.840.113549.1.12.10.1.1';
const safeContentsBag = '1.2.840.113549.1.12.10.1.6';

function data(octets: Uint8Array): Uint8Array {
  const content = encodeExplicit(0, encodeOctetString(octets));
  return encodeSequence(encodeObjectIdentifier('1.2.840.113549.1.7.1'), content);
}

const bag = (type: string, value: Uint8Array) =>
  encodeSequence(encodeObjectIdentifier(type), encodeExplicit(0, value));

function encrypted(bags: Uint8Array, iterations: number): Uint8Array {
  const { algorithm, octets } = sealWithAes256({ password: '', iterations, random })(bags);
  const type = encodeObjectIdentifier('1.2.840.113549.1.7.1');
  const info = encodeSequence(type, algorithm, encodeElement(0x80, octets));
  const content = encodeExplicit(0, encodeSequence(encodeSmallInteger(0), info));
  return encodeSequence(encodeObjectIdentifier('1.2.840.113549.1.7.6'), content);
}

function macOf(octets: Uint8Array, password: string): Uint8Array {
  const facts = { hash: 'sha1', password, salt: random(8), iterations: 1, length: 20 } as const;
  const digest = createHmac('sha1', derivePkcs12Key({ ...facts, purpose: 'mac' }))
    .update(octets)
    .digest();
  const algorithm = encodeSequence(encodeObjectIdentifier('1.3.14.3.2.26'), encodeNull());
  const info = encodeSequence(algorithm, encodeOctetString(digest));
  return encodeSequence(info, encodeOctetString(random(8)));
}

function pfx(contents: readonly Uint8Array[], password: string | null = null): Uint8Array {
  const safe = encodeElement(0x30, Buffer.concat(contents));
  const mac = password === null ? [] : [macOf(safe, password)];
  return encodeSequence(encodeSmallInteger(3), data(safe), ...mac);
}

describe('decodePkcs12', () => {
  it('refuses more bags than a file has, and does not run out of stack', () => {
    const bags = Buffer.concat(new Array(130_000).fill(bag('1.2.3', encodeNull())));
    expect(decodePkcs12(pfx([data(encodeElement(0x30, bags))]), [])).toMatchObject({
      error: { code: 'malformed', error: { code: 'too-many-elements' } },
    });
  });

  it('does not derive keys for ever where each of many parts asks for what one may', () => {
    // Under the empty password, which is tried of itself; the first part alone would take a second.
    const work = new DerivationWork(400_000);
    const part = encrypted(encodeSequence(), 100_000);
    expect(decodePkcs12(pfx(new Array(40).fill(part)), [], work)).toMatchObject({
      error: { code: 'too-costly', limit: 400_000 },
    });
  }, 60_000);

  it('tries each password where the hash of the MAC is not known', () => {
    const contents = {
      friendlyName: 'a',
      privateKey: encodeSequence(),
      certificates: [encodeSequence()],
      password: 'right',
      encryption: 'modern',
    } as const;
    const hex = Buffer.from(encodePkcs12(contents, random)).toString('hex');
    const at = hex.lastIndexOf('608648016503040201');
    const sha224 = `${hex.slice(0, at)}608648016503040204${hex.slice(at + 18)}`;
    const opened = decodePkcs12(Buffer.from(sha224, 'hex'), ['wrong', 'right']);
    expect(opened).toMatchObject({ ok: true, value: { bags: [{}, {}] } });
  });
});

describe('inspectPkcs12', () => {
  const open = bag(keyBag, encodeOctetString(secret));
  const inBag = bag(safeContentsBag, encodeSequence(open));

  it.each([
    ['beside a MAC that no password fits', pfx([data(encodeSequence(open))], 'unknown')],
    ['in a bag of bags', pfx([data(encodeSequence(inBag))])],
  ])('shows no octets of a key that lies open %s', (_where, bytes) => {
    const { asn1, contains } = inspectPkcs12(bytes, { now: 0, passwords: [] });
    const shown = JSON.stringify([asn1, contains.map((object) => [object.asn1, object.bytes])]);
    expect(asn1).toBeNull();
    expect(shown).not.toContain(secret.toString('hex'));
    expect(contains.every((object) => object.bytes.length === 0)).toBe(true);
  });
});
