import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportPkcs12 } from '../../src/lab/ca/export-pkcs12.ts';
import type { LabCredentials } from '../../src/lab/ca/lab-ca.ts';
import { curl } from '../support/curl.ts';
import { openTestCa, type TestCa } from '../support/lab.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

/** Certificates of the lab in TLS: a server of Node, and curl as the client. */
describe('curl presenting lab certificates to a server with the lab certificate', () => {
  const dir = suiteTempDir('lab-tls');
  let lab: TestCa;
  let server: Server;
  let rootPath: string;

  const credentialsOf = (id: string): LabCredentials => {
    const credentials = lab.ca.credentials(id);
    if (!credentials.ok) throw new Error(credentials.error.code);
    return credentials.value;
  };

  beforeAll(async () => {
    lab = await openTestCa();
    const { certificate, intermediates, root, privateKey } = credentialsOf('lab-server');
    rootPath = join(dir.path, 'root.pem');
    await writeFile(rootPath, root);
    server = createServer(
      {
        cert: certificate + intermediates,
        key: privateKey,
        ca: root,
        requestCert: true,
        rejectUnauthorized: false,
      },
      ({ socket }, response) => {
        if (!(socket instanceof TLSSocket)) throw new Error('This is no TLS connection.');
        const presented = socket.getPeerCertificate().subject?.CN ?? 'nobody';
        response.end(`${presented} ${socket.authorized ? 'trusted' : socket.authorizationError}`);
      },
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());

  function urlFor(host: string): string {
    const address = server.address();
    const isTcp = (value: typeof address): value is AddressInfo =>
      value !== null && typeof value === 'object';
    if (!isTcp(address)) throw new Error('The server does not listen.');
    return `https://${host}:${address.port}/`;
  }

  async function textOf(host: string, args: readonly string[]): Promise<string> {
    const answer = await curl(urlFor(host), ['--cacert', rootPath, ...args]);
    if (answer.outcome === 'failed') throw new Error(answer.message);
    return answer.text;
  }

  it.each(['localhost', '127.0.0.1'])('trusts the server as %s', async (host) => {
    expect(await textOf(host, [])).toMatch(/^nobody /);
  });

  it.each(['p256', 'p384', 'rsa2048'] as const)(
    'is trusted with a %s client in PEM',
    async (keyType) => {
      const name = `client ${keyType}`;
      const issued = await lab.ca.issueClient({ name, keyType, validDays: 1, ocspUris: [] });
      if (!issued.ok) throw new Error(issued.error.code);
      const { certificate, intermediates, privateKey } = credentialsOf(issued.value.id);
      const [certPath, keyPath] = [join(dir.path, 'client.pem'), join(dir.path, 'client.key')];
      await writeFile(certPath, certificate + intermediates);
      await writeFile(keyPath, privateKey);
      const args = ['--cert', certPath, '--key', keyPath];
      expect(await textOf('localhost', args)).toBe(`${name} trusted`);
      expect(await textOf('localhost', [...args, '--tls-max', '1.2'])).toBe(`${name} trusted`);
    },
  );

  it('is trusted with a client in PKCS#12', async () => {
    const order = { id: 'lab-client-good', password: 'secret', encryption: 'modern' } as const;
    const exported = exportPkcs12(lab.ca, order, randomBytes);
    if (!exported.ok) throw new Error(exported.error.code);
    const path = join(dir.path, 'client.p12');
    await writeFile(path, exported.value);
    const args = ['--cert-type', 'P12', '--cert', `${path}:secret`];
    expect(await textOf('localhost', args)).toBe('lab-client-good trusted');
  });

  it.each([
    ['lab-client-expired', 'CERT_HAS_EXPIRED'],
    ['stranger-client', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('is not trusted as %s: %s', async (id, why) => {
    const { certificate, intermediates, privateKey } = credentialsOf(id);
    const [certPath, keyPath] = [join(dir.path, `${id}.pem`), join(dir.path, `${id}.key`)];
    await writeFile(certPath, certificate + intermediates);
    await writeFile(keyPath, privateKey);
    expect(await textOf('localhost', ['--cert', certPath, '--key', keyPath])).toBe(`${id} ${why}`);
  });
});
