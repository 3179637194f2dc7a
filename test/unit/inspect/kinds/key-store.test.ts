import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldValue, findingIds, inspectOne } from '../../../support/inspected.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../fixtures/objects/${name}`, import.meta.url)));

/** SHA-256 of `openssl pkey -pubout` of the key, and of the certificates as `keytool -list -v` gives them. */
const keyPin = 'e055a96dc2dfa128c1ffcf39ea586f96df54d79606e0132ba8673a315d45a603';
const fingerprints = [
  'e74b62a449022da40bd46e3d60a7b345334aadeba2bd829016187003a042fb8a',
  'ad41fa1c20ca743a73847fa268b89a90b74a401a0d13d4de145b8e16080f9f5e',
];

describe('key stores of Java', () => {
  it('shows the certificates of a trust store without a password', () => {
    const store = inspectOne(fixture('trust.jks'));
    expect(store).toMatchObject({
      kind: 'key-store',
      title: 'JKS key store with 1 entry',
      problem: null,
      contains: [{ kind: 'certificate', title: 'Certificate of Test CA' }],
    });
    expect(fieldValue(store.contains[0]?.fields ?? [], 'Alias')).toBe('ca');
    expect(findingIds(store)).toEqual([]);
  });

  it.each(['key.jks', 'key.jceks'])('opens the key of %s with its password', (name) => {
    const store = inspectOne(fixture(name), 'wrong', 'secret');
    const [key, ...chain] = store.contains;
    expect(store.problem).toBeNull();
    expect(key).toMatchObject({ kind: 'private-key', title: 'A private key, RSA 2048', keyPin });
    expect(chain.map(({ fields }) => fieldValue(fields, 'SHA-256'))).toEqual(fingerprints);
    expect(chain[0]?.keyPin).toBe(keyPin);
    expect(findingIds(store)).toEqual(['weak-protection']);
    expect(key?.findings).toEqual([]);
  });

  it.each(['key.jks', 'key.jceks'])('says that the password of %s is wrong', (name) => {
    expect(inspectOne(fixture(name), 'wrong')).toMatchObject({
      problem: { code: 'wrong-password' },
      contains: [{ problem: { code: 'wrong-password' }, keyPin: null }, {}, {}],
    });
  });

  it('reads past the secret keys of a JCEKS store, and tells their kind with the password alone', () => {
    const title = 'JCEKS key store with 3 entries';
    const closed = inspectOne(fixture('secret.jceks'));
    expect(closed).toMatchObject({ title, problem: null });
    const byAlias = (store: typeof closed) =>
      new Map(store.contains.map((one) => [fieldValue(one.fields, 'Alias'), one.title]));
    expect([...byAlias(closed)].sort()).toEqual([
      ['1', 'Certificate of Test CA'],
      ['aes', 'A secret key, encrypted'],
      ['des', 'A secret key, encrypted'],
    ]);
    const open = inspectOne(fixture('secret.jceks'), 'secret');
    expect(open.problem).toBeNull();
    expect(byAlias(open).get('aes')).toBe('A secret key, AES, 256 bits');
    expect(byAlias(open).get('des')).toBe('A secret key, DESede, 192 bits');
    expect(fieldValue(open.fields, 'Integrity')).toBe('the checksum fits the password');
    expect(inspectOne(fixture('secret.jceks'), 'wrong').contains).toContainEqual(
      expect.objectContaining({
        title: 'A secret key, encrypted',
        problem: expect.objectContaining({ code: 'wrong-password' }),
      }),
    );
  });

  it('says where a store that is cut short breaks', () => {
    expect(inspectOne(fixture('trust.jks').subarray(0, 100))).toMatchObject({
      title: 'Java key store, not well-formed',
      problem: { code: 'malformed', path: 'entries[0]' },
    });
  });
});
