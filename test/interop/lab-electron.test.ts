import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodePem } from '../../src/pki/x509/pem.ts';
import { electronNode } from '../support/electron.ts';
import { mustOpenssl } from '../support/openssl.ts';
import { judgeResponse } from '../support/openssl-ocsp.ts';
import { run } from '../support/process.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

/** What the probe printed. DER in base64. */
interface Report {
  readonly electron: string | null;
  readonly certificates: Readonly<Record<string, string>>;
  readonly modern: string;
  readonly legacy: string;
  readonly answer: string;
}

const probe = new URL('./lab-electron-probe.ts', import.meta.url);

describe('openssl on a lab that was made by Electron (BoringSSL)', () => {
  const dir = suiteTempDir('lab-electron');
  const pathOf = (name: string) => join(dir.path, name);
  let report: Report;

  beforeAll(async () => {
    const { command, args, env } = electronNode(probe);
    const added = Object.entries(env).filter(([name, value]) => process.env[name] !== value);
    const settings = added.map(([name, value]) => `${name}=${value ?? ''}`);
    const { code, stdout, stderr } = await run('env', [...settings, command, ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    report = JSON.parse(Buffer.from(stdout).toString('utf8'));
    for (const [id, der] of Object.entries(report.certificates)) {
      await writeFile(pathOf(`${id}.pem`), encodePem('CERTIFICATE', Buffer.from(der, 'base64')));
    }
    await writeFile(pathOf('modern.p12'), Buffer.from(report.modern, 'base64'));
    await writeFile(pathOf('legacy.p12'), Buffer.from(report.legacy, 'base64'));
  });

  it('ran on Electron', () => {
    expect(report.electron).toMatch(/^\d+\./);
    expect(process.versions.electron).toBeUndefined();
  });

  it.each(['lab-client-good', 'p256', 'p384', 'rsa2048', 'ed25519'])('verifies %s', async (id) => {
    const trust = [
      '-CAfile',
      pathOf('lab-root-ca.pem'),
      '-untrusted',
      pathOf('lab-issuing-ca.pem'),
    ];
    const purpose = ['-x509_strict', '-purpose', 'sslclient'];
    await mustOpenssl(['verify', ...purpose, ...trust, pathOf(`${id}.pem`)]);
  });

  it.each([
    ['modern', []],
    ['legacy', ['-legacy']],
  ] as const)('opens PKCS#12 of the %s kind', async (kind, options) => {
    const file = ['-in', pathOf(`${kind}.p12`), '-passin', 'pass:secret'];
    const { stdout } = await mustOpenssl(['pkcs12', ...file, '-nodes', ...options]);
    expect(stdout).toContain('BEGIN PRIVATE KEY');
    expect(stdout.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  it('verifies its OCSP answer', async () => {
    const question = {
      issuer: { certPath: pathOf('lab-issuing-ca.pem') },
      certificates: [{ certPath: pathOf('lab-client-revoked.pem') }],
    };
    const trust = { caFile: pathOf('lab-root-ca.pem') };
    expect(
      await judgeResponse(Buffer.from(report.answer, 'base64'), question, trust),
    ).toMatchObject({
      verified: true,
      status: 'revoked',
      reason: 'keyCompromise',
    });
  });
});
