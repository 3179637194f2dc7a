import { expect, it } from 'vitest';
import { inspectInput } from '#inspect/inspect-object.ts';
import { fieldValue } from '../../../support/inspected.ts';
import { readRareKey } from '../../../support/rare-keys.ts';

/** Categories as FIPS 204 table 1 and FIPS 205 table 2 have them. */
it.each([
  ['ML-DSA-44.pem', 'ML-DSA-44', 2],
  ['ML-DSA-65.pem', 'ML-DSA-65', 3],
  ['ML-DSA-87.pem', 'ML-DSA-87', 5],
  ['SLH-DSA-SHA2-128s.der', 'SLH-DSA-SHA2-128s', 1],
  ['SLH-DSA-SHAKE-192f.der', 'SLH-DSA-SHAKE-192f', 3],
  ['SLH-DSA-SHA2-256f.der', 'SLH-DSA-SHA2-256f', 5],
])('%s: names the key, its strength and the signature', (file, name, category) => {
  const [root] = inspectInput(readRareKey(file), { now: 0, passwords: [] });
  const value = (label: string) => fieldValue(root?.fields ?? [], label);
  expect(value('Public key')).toBe(name);
  expect(value('Strength')).toBe(`NIST security category ${category} of 5`);
  expect(value('Signature algorithm')).toBe(name);
});

it('matches a key of ML-DSA with its certificate and its request', () => {
  const pins = (file: string) =>
    inspectInput(readRareKey(file), { now: 0, passwords: [] }).map(({ keyPin }) => keyPin);
  const [key] = pins('ML-DSA-44.key');
  const [, leaf, request] = pins('ML-DSA-44.pem');
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect([leaf, request]).toEqual([key, key]);
});
