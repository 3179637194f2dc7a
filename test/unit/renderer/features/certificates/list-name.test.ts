import { expect, test } from 'vitest';
import type { OpenObject } from '#shared/model/open-object.ts';
import { listName } from '../../../../../src/renderer/src/features/certificates/list-name.ts';

const opened = (patch: Partial<OpenObject>): OpenObject => ({
  id: 'object-1',
  kind: 'crl',
  title: '',
  origin: 'file.bin',
  openedAt: 0,
  byteLength: 1,
  lock: 'none',
  problem: null,
  findings: { error: 0, warning: 0, note: 0 },
  keyPin: null,
  containerId: null,
  certificates: [],
  isKept: false,
  ...patch,
});

test.each([
  ['crl', 'CRL of Issuing CA: 2 certificates revoked', 'Issuing CA: 2 certificates revoked'],
  ['certificate-request', 'Certificate request of renewal', 'renewal'],
  ['ocsp-response', 'OCSP response: tryLater', 'tryLater'],
  ['ocsp-response', 'OCSP response: revoked for serial number 0x1001', 'revoked · 0x1001'],
  ['ocsp-request', 'OCSP request for serial number 0x1001', '0x1001'],
  ['ocsp-request', 'OCSP request for 2 certificates', '2 certificates'],
  ['public-key', 'Public key, Ed25519', 'Ed25519'],
  ['private-key', 'A private key, EC P-256', 'EC P-256'],
] as const)('a %s is told from its neighbours by what is its own', (kind, title, name) => {
  expect(listName(opened({ kind, title }), 'file')).toBe(name);
});

test('a container, and what is locked, has the name of its file', () => {
  const container = { kind: 'pkcs12', title: 'PKCS#12 file', origin: 'client.p12' } as const;
  expect(listName(opened(container), 'file')).toBe('client.p12');
  const locked = {
    kind: 'private-key',
    title: 'A private key, encrypted',
    lock: 'locked',
  } as const;
  expect(listName(opened({ ...locked, origin: 'my.key' }), 'file')).toBe('my.key');
});

test('a list by kind tells the file of a key, whose name is nothing but an algorithm', () => {
  const key = opened({ kind: 'private-key', title: 'A private key, EC P-256', origin: 'a.key' });
  expect(listName(key, 'kind')).toBe('EC P-256, a.key');
});

test('what is not whole keeps its title', () => {
  const broken = opened({ title: 'CRL, not well-formed', problem: 'It ends too early.' });
  expect(listName(broken, 'file')).toBe('CRL, not well-formed');
});
