import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportPkcs12 } from '../../src/lab/ca/export-pkcs12.ts';
import { openTestCa, type TestCa } from '../support/lab.ts';
import { mustOpenssl, openssl } from '../support/openssl.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

/** Writes what presenting a certificate takes to files that `openssl` can be given. */
async function filesOf({ ca }: TestCa, id: string, dir: string) {
  const credentials = ca.credentials(id);
  if (!credentials.ok) throw new Error(JSON.stringify(credentials.error));
  const path = (part: string) => join(dir, `${id}-${part}.pem`);
  const { certificate, intermediates, root, privateKey } = credentials.value;
  await writeFile(path('certificate'), certificate);
  await writeFile(path('chain'), intermediates);
  await writeFile(path('root'), root);
  await writeFile(path('key'), privateKey);
  return {
    certificate: path('certificate'),
    chain: path('chain'),
    root: path('root'),
    key: path('key'),
  };
}

describe.each(['p256', 'rsa2048'] as const)('openssl on a lab whose CA has a %s key', (keyType) => {
  const dir = suiteTempDir('lab-ca');
  let lab: TestCa;
  beforeAll(async () => {
    lab = await openTestCa({ keyType });
  });

  async function verify(id: string, purpose: string) {
    const files = await filesOf(lab, id, dir.path);
    const trust = ['-no-CApath', '-no-CAstore', '-CAfile', files.root];
    const chain = id.startsWith('lab-') ? ['-untrusted', files.chain] : [];
    const { code, stderr } = await openssl([
      'verify',
      '-x509_strict',
      ...trust,
      ...chain,
      ...['-purpose', purpose, files.certificate],
    ]);
    return { code, stderr };
  }

  it.each([
    ['lab-client-good', 'sslclient'],
    ['lab-client-revoked', 'sslclient'],
    ['lab-client-unknown', 'sslclient'],
    ['lab-client-no-aia', 'sslclient'],
    ['lab-client-two-aia', 'sslclient'],
    ['stranger-client', 'sslclient'],
    ['lab-server', 'sslserver'],
    ['lab-ocsp-responder', 'any'],
    ['lab-ocsp-responder-without-eku', 'any'],
  ])('verifies %s as %s', async (id, purpose) => {
    expect(await verify(id, purpose)).toEqual({ code: 0, stderr: '' });
  });

  it('finds lab-client-expired expired and nothing else wrong', async () => {
    const { code, stderr } = await verify('lab-client-expired', 'sslclient');
    expect(code).not.toBe(0);
    expect(stderr).toContain('error 10 at 0 depth lookup: certificate has expired');
  });

  it('refuses a client certificate as a server and the server as a client', async () => {
    expect((await verify('lab-client-good', 'sslserver')).code).not.toBe(0);
    expect((await verify('lab-server', 'sslclient')).code).not.toBe(0);
  });

  it('prints every certificate as text', async () => {
    for (const { id, name, serialNumber } of lab.ca.certificates()) {
      const files = await filesOf(lab, id, dir.path);
      const { stdout } = await mustOpenssl([
        ...['x509', '-in', files.certificate, '-noout', '-text', '-serial'],
      ]);
      expect(stdout).toMatch(new RegExp(`Subject: O = (Revoscope Lab|Strangers), CN = ${name}\n`));
      expect(stdout).toContain(`serial=${serialNumber.toUpperCase()}`);
      expect(stdout).toContain('X509v3 Subject Key Identifier');
    }
  });

  it('reads the names, purposes and addresses that each certificate is there for', async () => {
    const textOf = async (id: string) => {
      const files = await filesOf(lab, id, dir.path);
      return (await mustOpenssl(['x509', '-in', files.certificate, '-noout', '-text'])).stdout;
    };
    expect(await textOf('lab-server')).toContain(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    );
    const twoUris = await textOf('lab-client-two-aia');
    expect(twoUris).toMatch(
      /OCSP - URI:http:\/\/127\.0\.0\.1:8080\/ocsp\s+OCSP - URI:http:\/\/127\.0\.0\.1:8081\/ocsp\s+CA Issuers - URI:http:\/\/127\.0\.0\.1:8080\/issuing-ca\.cer/,
    );
    expect(await textOf('lab-client-no-aia')).not.toContain('Authority Information Access');
    expect(await textOf('lab-ocsp-responder')).toMatch(/OCSP Signing\s+OCSP No Check/);
    expect(await textOf('lab-ocsp-responder-without-eku')).not.toContain('Extended Key Usage');
  });

  it('finds that each key file belongs to its certificate', async () => {
    const files = await filesOf(lab, 'lab-client-good', dir.path);
    const fromKey = await mustOpenssl(['pkey', '-in', files.key, '-pubout']);
    const fromCertificate = await mustOpenssl([
      'x509',
      '-in',
      files.certificate,
      '-noout',
      '-pubkey',
    ]);
    expect(fromKey.stdout).toBe(fromCertificate.stdout);
  });
});

describe('openssl pkcs12 on an exported client', () => {
  const dir = suiteTempDir('lab-pkcs12');
  let lab: TestCa;
  beforeAll(async () => {
    lab = await openTestCa();
  });

  const passwords = [
    ['a plain password', 'correct horse'],
    ['no password', ''],
    ['a password beyond ASCII', 'Schlüssel-ключ-🔑'],
    ['a password longer than a hash block', 'x'.repeat(100)],
  ] as const;
  const kinds = [
    ['modern', [], 'PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256', 'sha256'],
    ['legacy', ['-legacy'], 'pbeWithSHA1And40BitRC2-CBC, Iteration 2048', 'sha1'],
  ] as const;

  describe.each(kinds)('%s', (encryption, options, algorithms, mac) => {
    it.each(passwords)('opens with %s', async (_, password) => {
      const order = { id: 'lab-client-good', password, encryption };
      const exported = exportPkcs12(lab.ca, order, randomBytes);
      if (!exported.ok) throw new Error(exported.error.code);
      const path = join(dir.path, 'client.p12');
      const passwordPath = join(dir.path, 'password.txt');
      await writeFile(path, exported.value);
      await writeFile(passwordPath, `${password}\n`);
      const { stdout, stderr } = await mustOpenssl([
        ...['pkcs12', '-info', '-in', path, '-passin', `file:${passwordPath}`, '-nodes'],
        ...options,
      ]);
      const files = await filesOf(lab, 'lab-client-good', dir.path);
      const key = await mustOpenssl(['pkey', '-in', files.key]);
      expect(stdout).toContain(key.stdout);
      expect(stdout.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
      expect(stdout).toContain('friendlyName: lab-client-good');
      expect(stderr).toContain(`MAC: ${mac}, Iteration`);
      expect(stderr).toContain(algorithms);
    });

    it('refuses a wrong password', async () => {
      const order = { id: 'lab-client-good', password: 'right', encryption };
      const exported = exportPkcs12(lab.ca, order, randomBytes);
      if (!exported.ok) throw new Error(exported.error.code);
      const path = join(dir.path, 'client.p12');
      await writeFile(path, exported.value);
      const args = ['pkcs12', '-in', path, '-passin', 'pass:wrong', '-nodes', ...options];
      const { code, stderr } = await openssl(args);
      expect(code).not.toBe(0);
      expect(stderr).toContain('Mac verify error: invalid password?');
    });
  });
});
