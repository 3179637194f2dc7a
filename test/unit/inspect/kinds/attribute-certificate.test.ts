import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fieldValue, inspectOne } from '../../../support/inspected.ts';

const file = new Uint8Array(
  readFileSync(new URL('../../../fixtures/objects/attribute-certificate.der', import.meta.url)),
);

it('reads an attribute certificate as Bouncy Castle was told to make it', () => {
  const object = inspectOne(file);
  expect(object).toMatchObject({
    kind: 'attribute-certificate',
    title: 'Attribute certificate',
    problem: null,
    pemLabel: 'ATTRIBUTE CERTIFICATE',
  });
  const value = (label: string) => fieldValue(object.fields, label);
  expect(value('Issuer')).toBe('O=Agreement,CN=Holder CA');
  expect(object.fields.find(({ label }) => label === 'Issuer')?.value).toBe(
    'CN=Attribute Authority',
  );
  expect(value('Serial')).toBe('4242');
  expect(BigInt(value('Serial number') ?? '0')).toBe(1_234_567_890_123n);
  expect(value('Validity')).toBe('2026-01-02T03:04:05Z to 2031-02-03T06:05:06Z');
  expect(value('Type')).toBe('role (2.5.4.72)');
  expect(value('Values')).toBe('urn:role:auditor');
});

it('says where one that is cut short breaks off', () => {
  expect(inspectOne(file.subarray(0, 120))).toMatchObject({
    kind: 'attribute-certificate',
    problem: { code: 'malformed', offset: 0 },
  });
});
