import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { evaluateChain } from '#engine/judge/chain/chain.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { fixturesUrl, readFixtureDer, readManifest } from '../support/fixtures/manifest.ts';
import { openssl } from '../support/openssl.ts';

const certificates = readManifest().certificates;
const times = [
  '2024-01-01T00:00:00Z',
  '2025-03-01T00:00:00Z',
  '2026-06-01T00:00:00Z',
  '2060-01-01T00:00:00Z',
];

function decode(file: string): Certificate {
  const decoded = decodeCertificate(readFixtureDer(file));
  if (!decoded.ok) throw new Error(`${file}: ${decoded.error.message}`);
  return decoded.value;
}

function path(file: string): string {
  return fileURLToPath(new URL(file, fixturesUrl));
}

/** Whether `openssl verify` accepts the certificate as a TLS client's. */
async function opensslTrusts(file: string, family: string, at: string): Promise<boolean> {
  const { code } = await openssl([
    ...['verify', '-no-CApath', '-no-CAstore', '-purpose', 'sslclient'],
    ...['-attime', String(Date.parse(at) / 1_000)],
    ...['-CAfile', path(`${family}/root.pem`), '-untrusted', path(`${family}/issuer.pem`)],
    path(file),
  ]);
  return code === 0;
}

describe('evaluateChain and openssl verify -purpose sslclient', () => {
  it.each(certificates)('agree on $file ($about) at four times', async ({ file }) => {
    const family = file.slice(0, file.lastIndexOf('/'));
    const certificate = decode(file);
    const material = {
      certificate,
      intermediates: [decode(`${family}/issuer.pem`)],
      trustAnchors: [decode(`${family}/root.pem`)],
    };
    const ours = times.map(
      (at) =>
        evaluateChain({ ...material, at: Date.parse(at), purpose: 'client' }).evaluation.outcome ===
        'trusted',
    );
    const theirs = await Promise.all(times.map((at) => opensslTrusts(file, family, at)));
    expect(ours).toEqual(theirs);
  });
});
