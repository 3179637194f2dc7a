import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inspectObject } from '#inspect/inspect-object.ts';
import { findProof } from '#shared/flow/proof.ts';
import type { CheckId } from '#shared/model/verdict.ts';

const folder = new URL('../fixtures/judges/responses/', import.meta.url);

function read(name: string) {
  const file = new URL(`${name}.der`, folder);
  const bytes = new Uint8Array(readFileSync(file));
  const { asn1 } = inspectObject(bytes, { now: 0, passwords: [] });
  if (asn1 === null) throw new Error(`${name} has no tree`);
  return { asn1, bytes, path: fileURLToPath(file) };
}

/** What `openssl asn1parse` reads at an offset. */
function opensslAt(path: string, offset: number): string {
  const args = ['asn1parse', '-inform', 'DER', '-in', path, '-offset', String(offset)];
  // It goes on into what follows, and may well fail there: what counts is the first line.
  return spawnSync('openssl', args, { encoding: 'utf8' }).stdout.split('\n')[0] ?? '';
}

function serialByOpenssl(name: string): string {
  const file = fileURLToPath(new URL(`../certificates/${name}.der`, folder));
  const args = ['x509', '-inform', 'DER', '-in', file, '-noout', '-serial'];
  const { stdout } = spawnSync('openssl', args, { encoding: 'utf8' });
  return stdout.trim().replace('serial=', '').toLowerCase();
}

describe('the octets that prove a check', () => {
  it('are those of its field, as openssl reads them there', () => {
    const { asn1, path } = read('base-delegate');
    expect(opensslAt(path, findProof(asn1, 'response-status', null).offset)).toMatch(
      /ENUMERATED\s+:00/,
    );
    expect(opensslAt(path, findProof(asn1, 'response-type', null).offset)).toMatch(
      /OBJECT\s+:Basic OCSP Response/,
    );
    expect(opensslAt(path, findProof(asn1, 'this-update', null).offset)).toMatch(/GENERALIZEDTIME/);
    expect(opensslAt(path, findProof(asn1, 'produced-at', null).offset)).toMatch(/GENERALIZEDTIME/);
  });

  it('are of the SingleResponse about the certificate, where there are several', () => {
    const { asn1, bytes } = read('other-first');
    const first = findProof(asn1, 'cert-id-match', null);
    const serial = serialByOpenssl('leaf');
    const own = findProof(asn1, 'cert-id-match', serial);
    expect(own.offset).toBeGreaterThan(first.offset);
    const hex = Buffer.from(bytes.subarray(own.offset, own.offset + own.length)).toString('hex');
    expect(hex).toContain(serial);
  });

  it.each<CheckId>(['nonce', 'revocation-time', 'critical-extensions', 'signer-authorized'])(
    'are of the nearest field there is, where the response leaves out what %s looks for',
    (check) => {
      const { asn1 } = read('base-issuer');
      const range = findProof(asn1, check, null);
      expect(range.length).toBeGreaterThan(0);
      expect(range.offset + range.length).toBeLessThanOrEqual(asn1.range.length);
    },
  );
});
