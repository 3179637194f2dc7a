import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldValue, inspectOne } from '../../../support/inspected.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../fixtures/objects/${name}`, import.meta.url)));

describe('timestamps', () => {
  it.each([
    ['timestamp-response.tsr', 'Timestamp response: granted'],
    ['timestamp-token.der', 'Timestamp of 2026-11-26T04:50:12Z'],
  ])('shows what %s says, as openssl ts does', (name, title) => {
    const stamp = inspectOne(fixture(name));
    expect(stamp).toMatchObject({ kind: 'timestamp', title, problem: null });
    expect(fieldValue(stamp.fields, 'Time')).toBe('2026-11-26T04:50:12Z');
    expect(fieldValue(stamp.fields, 'Policy')).toMatch(/1\.2\.3\.4/);
    expect(fieldValue(stamp.fields, 'Hash algorithm')).toBe('sha256');
    expect(fieldValue(stamp.fields, 'Nonce')).toBe('00fe047d6302718647');
    expect(stamp.contains.map((one) => one.title)).toEqual([
      'Certificate of TSA',
      'Certificate of Test CA',
    ]);
  });

  it('tells a refusal of the authority', () => {
    const refusal = Uint8Array.of(0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02);
    expect(inspectOne(refusal).title).toBe('Timestamp response: rejection');
  });
});
