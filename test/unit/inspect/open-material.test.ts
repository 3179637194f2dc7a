import { createPublicKey, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keyPinOf } from '#inspect/kinds/inspected.ts';
import { openMaterial } from '#inspect/open-material.ts';
import { inspectOne } from '../../support/inspected.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/objects/${name}`, import.meta.url)));

describe('a private key of OpenSSH, to be presented or written in another form', () => {
  it.each(['openssh-rsa', 'openssh-p256'])(
    'gives %s the octets that ssh-keygen and openssl give it',
    (name) => {
      const { keys, closed } = openMaterial(fixture(name), []);
      expect(closed).toBe(0);
      expect(keys).toHaveLength(1);
      expect(Buffer.from(keys[0]?.pkcs8 ?? []).equals(fixture(`${name}.pkcs8.der`))).toBe(true);
      expect(keys[0]).toMatchObject({ form: 'OpenSSH', namesOtherKey: false });
    },
  );

  it.each([
    ['openssh-ed25519', []],
    ['openssh-ed25519-encrypted', ['wrong', 'secret']],
  ])('signs with %s what its public half verifies', (name, passwords) => {
    const [key] = openMaterial(fixture(name), passwords).keys;
    if (key === undefined) throw new Error('The key stayed closed.');
    const publicHalf = inspectOne(fixture(name));
    expect(keyPinOf(key.publicKey ?? new Uint8Array())).toBe(publicHalf.keyPin);
    const data = Buffer.from('to be signed');
    const pkcs8 = { key: Buffer.from(key.pkcs8), format: 'der', type: 'pkcs8' } as const;
    const spki = { key: Buffer.from(key.publicKey ?? []), format: 'der', type: 'spki' } as const;
    expect(verify(null, data, createPublicKey(spki), sign(null, data, pkcs8))).toBe(true);
  });

  it.each([[[]], [['wrong']]])(
    'keeps an encrypted one closed with the passwords %j',
    (passwords) => {
      expect(openMaterial(fixture('openssh-ed25519-encrypted'), passwords)).toMatchObject({
        keys: [],
        closed: 1,
      });
    },
  );

  it('tells a file that names another public key than its private one has', () => {
    const text = Buffer.from(fixture('openssh-ed25519')).toString('latin1');
    const der = Buffer.from(text.replace(/-----.*-----/g, ''), 'base64');
    // The public key that stands outside of the private half is the first of the two.
    const at = der.indexOf(Buffer.from('ssh-ed25519')) + 'ssh-ed25519'.length + 4;
    der.writeUInt8(der.readUInt8(at) ^ 1, at);
    expect(openMaterial(der, []).keys).toMatchObject([{ namesOtherKey: true }]);
    expect(inspectOne(new Uint8Array(der)).findings.map(({ id }) => id)).toContain(
      'public-key-differs',
    );
  });
});

describe('a key that the file around it encrypts', () => {
  it.each([
    ['java-source.p12', 'PBES2 (PBKDF2, AES-256), by the PKCS#12 file'],
    ['key.jks', 'by the key store'],
    ['key.jceks', 'by the key store'],
  ])('says so of %s', (name, words) => {
    const key = inspectOne(fixture(name), 'secret').contains.find(
      ({ kind }) => kind === 'private-key',
    );
    expect(key?.fields.find(({ label }) => label === 'Encryption')?.value).toBe(words);
  });
});
