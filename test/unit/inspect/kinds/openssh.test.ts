import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectOne } from '../../../support/inspected.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../fixtures/objects/${name}`, import.meta.url)));

describe('keys of OpenSSH', () => {
  it.each([
    ['openssh-ed25519', 'A private key, Ed25519'],
    ['openssh-p256', 'A private key, EC P-256'],
  ])('names what %s is, and nothing of its secret', (name, title) => {
    const key = inspectOne(fixture(name));
    expect(key).toMatchObject({ kind: 'private-key', title, problem: null, asn1: null });
    expect(key.bytes).toHaveLength(0);
    expect(key.findings.map(({ id }) => id)).toEqual(['key-not-encrypted']);
  });

  it('knows the public key that belongs to a private one', () => {
    const publicKey = inspectOne(fixture('openssh-ed25519.pub'));
    expect(publicKey).toMatchObject({ kind: 'public-key', title: 'Public key, Ed25519' });
    expect(inspectOne(fixture('openssh-ed25519')).keyPin).toBe(publicKey.keyPin);
    expect(() =>
      createPublicKey({ key: Buffer.from(publicKey.bytes), format: 'der', type: 'spki' }),
    ).not.toThrow();
  });

  it('shows the public half of an encrypted key, and judges a password', () => {
    const encrypted = fixture('openssh-ed25519-encrypted');
    expect(inspectOne(encrypted)).toMatchObject({ title: 'A private key, Ed25519', problem: null });
    expect(inspectOne(encrypted, 'secret').problem).toBeNull();
    expect(inspectOne(encrypted, 'wrong').problem?.code).toBe('wrong-password');
    expect(inspectOne(encrypted).findings).toEqual([]);
  });
});
