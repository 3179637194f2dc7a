import { describe, expect, it } from 'vitest';
import { findIn, searchableOf } from '#inspect/search-objects.ts';
import { readFixtureDer, readManifest } from '../../support/fixtures/manifest.ts';
import { inspectOne } from '../../support/inspected.ts';

const file = 'certificates/p256/long-serial.pem';
const described = readManifest().certificates.find((one) => one.file === file);
const serial = described?.serialNumber ?? '';
const searchable = searchableOf(inspectOne(readFixtureDer(file)));
const octets = serial.match(/../g)?.join(':') ?? '';

describe('findIn', () => {
  it.each([
    ['hex as it is kept', serial],
    ['with 0x', `0x${serial}`],
    ['with leading zeros', `0x00${serial}`],
    ['with leading zeros alone', `00${serial}`],
    ['in upper case', serial.toUpperCase()],
    ['with colons, as openssl prints it', octets],
    ['with colons and the sign octet', `00:${octets}`],
  ])('finds a serial number %s', (_how, typed) => {
    expect(findIn(searchable, typed)?.what).toBe('Serial number');
  });

  it('finds a serial number in decimal, and shows it so', () => {
    const decimal = BigInt(`0x${serial}`).toString();
    expect(findIn(searchable, decimal)).toMatchObject({ what: 'Decimal', text: decimal });
  });

  it('finds object identifiers, of names that it writes in words too', () => {
    // id-ce-keyUsage (RFC 5280 §4.2.1.3) and commonName (X.520).
    expect(findIn(searchable, '2.5.29.15')?.text).toContain('2.5.29.15');
    expect(findIn(searchable, '2.5.4.3')).not.toBeNull();
  });

  it('finds names in any case, and says nothing more where the title has them', () => {
    const [name = ''] = described?.subject.replace('CN=', '').split(',') ?? [];
    expect(findIn(searchable, name.toUpperCase())).toMatchObject({ what: null });
    expect(findIn(searchable, 'revoscope TESTS')?.text).toContain('Revoscope tests');
  });

  it('finds findings by id and by their words', () => {
    const object = inspectOne(readFixtureDer('certificates/p256/good.pem'));
    const finding = { id: 'short-rsa-key', severity: 'error', citation: null, remedy: '' } as const;
    const found = searchableOf({ ...object, findings: [{ ...finding, message: 'Too short.' }] });
    expect(findIn(found, 'short-rsa')).toEqual({
      what: 'Finding',
      text: 'short-rsa-key: Too short.',
    });
    expect(findIn(found, 'too short')?.what).toBe('Finding');
  });

  it('finds nothing that is not there', () => {
    expect(findIn(searchable, '0xDEADBEEFDEADBEEF')).toBeNull();
    expect(findIn(searchable, '1.3.6.1.4.1.99999')).toBeNull();
  });
});
