import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clientCommands } from '#mtls/client/commands.ts';
import {
  runtimes,
  suiteMtls,
  suitePeers,
  versions,
  writeChain,
} from '../../support/mtls/mtls-peers.ts';
import type { Issued, KeyAlgorithm } from '../../support/openssl-pki.ts';
import { run } from '../../support/process.ts';

const keys = ['p256', 'p384', 'rsa2048', 'ed25519'] as const;
const clients = new Map<KeyAlgorithm, Issued>();
const clientOf = (key: KeyAlgorithm): Issued => {
  const client = clients.get(key);
  if (client === undefined) throw new Error(`No client ${key} was issued.`);
  return client;
};
const peers = suitePeers('mtls-built-in', async (pki) => {
  for (const key of keys) clients.set(key, await pki.issueClient({ name: `client ${key}`, key }));
});

describe.each(runtimes)('the built-in client under $runtime', ({ open }) => {
  const mtls = suiteMtls(open, peers);

  describe.each(versions)('over %s', (protocol) => {
    it.each(keys)(
      'is admitted with a key of %s, on a new and on a resumed session',
      async (key) => {
        const client = clientOf(key);
        const reports = await mtls().visitTwice({
          host: '127.0.0.1',
          port: mtls().port,
          identity: {
            certificatePem: client.pem,
            privateKeyPem: await readFile(client.keyPath, 'utf8'),
          },
          trustedPem: peers().pki.root.pem,
          protocol,
          timeoutMs: 10_000,
        });
        expect(reports).toMatchObject([
          { tls: { protocol, session: 'new' }, response: { status: 200 }, failure: null },
          { tls: { protocol, session: 'resumed' }, response: { status: 200 }, failure: null },
        ]);
        const flows = await mtls().flows(2);
        expect(flows.map(({ source, session, presented }) => [source, session, presented])).toEqual(
          [
            ['client', 'new', client.name],
            ['client', 'resumed', client.name],
          ],
        );
      },
    );
  });
});

describe('the commands for other clients', () => {
  const mtls = suiteMtls(runtimes[0].open, peers);

  it('work when pasted into a shell, even from a folder with odd characters', async () => {
    const { pki, dir, files } = peers();
    await mtls().setFiles({ ...files, trusted: [pki.root.certPath] });
    const client = clientOf('p256');
    const certificateFile = join(dir, "o'dd $name; chain.pem");
    await writeFile(certificateFile, client.pem + pki.issuer.pem);
    const { curl, openssl } = clientCommands({
      host: '127.0.0.1',
      port: mtls().port,
      caFile: pki.root.certPath,
      certificateFile,
      chainFile: await writeChain(dir, [pki.issuer]),
      keyFile: client.keyPath,
      pkcs12File: join(dir, 'client.p12'),
      pkcs12Password: 'secret',
      shell: 'posix',
    });
    for (const command of [curl, openssl]) {
      const { stdout } = await run('sh', ['-c', command]);
      expect(Buffer.from(stdout).toString('utf8')).toMatch(/^HTTP\/1\.1 200 OK\r$/m);
    }
    const flows = await mtls().flows(2);
    expect(flows.map(({ clientGuess, chain }) => [clientGuess, chain])).toEqual([
      ['curl', [pki.issuer.name]],
      ['openssl s_client', [pki.issuer.name]],
    ]);
  });
});
