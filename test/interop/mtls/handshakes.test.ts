import { sign } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeBitString, encodeObjectIdentifier, encodeSequence } from '#pki/der/writer.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { curl } from '../../support/curl.ts';
import {
  curlIdentity,
  curlVersion,
  runtimes,
  suiteMtls,
  suitePeers,
  versions,
  writeChain,
} from '../../support/mtls/mtls-peers.ts';
import { certificatesOf } from '../../support/mtls/test-mtls.ts';
import { openssl } from '../../support/openssl.ts';
import { createPki, type Issued, type Pki } from '../../support/openssl-pki.ts';

let strangers: Pki;
const clients = new Map<string, Issued>();
const clientOf = (key: string): Issued => {
  const client = clients.get(key);
  if (client === undefined) throw new Error(`No client ${key} was issued.`);
  return client;
};

const keys = ['p256', 'p384', 'p521', 'ed448', 'rsaPss2048', 'secp256k1'] as const;

const peers = suitePeers('mtls-handshakes', async (pki) => {
  strangers = await createPki({ dir: pki.dir, name: 'Strangers' });
  clients.set('stranger', await strangers.issueClient({ name: 'stranger' }));
  for (const kB of [90, 110]) {
    const ocspUris = Array.from({ length: kB * 10 }, () => `http://x.test/${'x'.repeat(80)}`);
    clients.set(`large-${kB}`, await pki.issueClient({ name: `large-${kB}`, ocspUris }));
  }
  for (const key of keys) clients.set(key, await pki.issueClient({ name: key, key }));
});

describe.each(runtimes)('handshakes under $runtime', ({ runtime, open }) => {
  const mtls = suiteMtls(open, peers);
  const isElectron = runtime.startsWith('Electron');
  const onlyFlow = async () => {
    const flows = await mtls().flows(1);
    expect(flows).toHaveLength(1);
    return flows[0];
  };
  // OpenSSL sends along the CAs that a client trusts, if they are its own: so it trusts the root alone.
  const visit = (client: Issued | null, ...more: readonly string[]) =>
    curl(mtls().url, ['--cacert', peers().pki.root.certPath, ...curlIdentity(client), ...more]);

  it('take no suite of TLS 1.2 without authenticated encryption', async () => {
    const weak = ['ECDHE-ECDSA-AES256-SHA384', 'ECDHE-ECDSA-AES128-SHA'];
    for (const suite of weak) {
      const args = ['--tls-max', '1.2', '--ciphers', suite];
      expect(await visit(clientOf('p256'), ...args)).toMatchObject({ outcome: 'failed' });
    }
    expect((await mtls().failures()).map(({ code }) => code)).toEqual([
      'no-common-cipher',
      'no-common-cipher',
    ]);
    const strong = ['--tls-max', '1.2', '--ciphers', 'ECDHE-ECDSA-CHACHA20-POLY1305'];
    expect(await visit(clientOf('p256'), ...strong)).toMatchObject({ status: 200 });
  });

  it.each([
    ['1.3', 90],
    ['1.2', 110],
    ['1.3', 110],
  ])('over TLS %s with a certificate of %d kB: told as what it is', async (version, kB) => {
    const answer = await visit(clientOf(`large-${kB}`), '--tls-max', version, `--tlsv${version}`);
    // BoringSSL writes tickets of any length.
    if (isElectron && kB < 100) {
      expect(await onlyFlow()).toMatchObject({ decision: 'allow by status' });
      return;
    }
    expect(answer.outcome).toBe('failed');
    expect((await mtls().failures()).map(({ code }) => code)).toEqual(['certificate-too-large']);
    expect(await onlyFlow()).toMatchObject({ answer: 'closed' });
  });

  describe('the chain', () => {
    const client = () => clientOf('p256');
    const visitWith = async (chain: readonly Issued[]) => {
      const [first] = chain;
      const file = await writeChain(peers().dir, chain);
      return visit(first ?? null, '--cert', file);
    };

    it('is completed from the trusted CAs where the client sends nothing but its own', async () => {
      expect(await visit(client())).toMatchObject({ status: 200 });
      expect(await onlyFlow()).toMatchObject({ presented: 'p256', chain: [] });
    });

    it('is completed from what the client sends where only the root is trusted', async () => {
      const { pki, files } = peers();
      await mtls().setFiles({ ...files, trusted: [pki.root.certPath] });
      expect(await visit(client())).toMatchObject({ status: 403 });
      expect(await visitWith([client(), pki.issuer])).toMatchObject({ status: 200 });
      expect(await visitWith([client(), pki.issuer, pki.root])).toMatchObject({ status: 200 });
      const flows = await mtls().flows(3);
      expect(flows.map(({ reason, chain }) => ({ reason, chain }))).toEqual([
        { reason: 'issuer-not-found', chain: [] },
        { reason: null, chain: [pki.issuer.name] },
        { reason: null, chain: [pki.issuer.name, pki.root.name] },
      ]);
      await mtls().setFiles(files);
    });

    it('is seen to change at once, even of a client that connects all the time', async () => {
      const { pki, files } = peers();
      await mtls().setFiles({ ...files, trusted: [pki.root.certPath] });
      for (let i = 0; i < 8; i += 1) await visitWith([client(), pki.issuer]);
      await visitWith([client(), pki.issuer, pki.root]);
      await visitWith([client()]);
      const flows = (await mtls().flows(10)).slice(7);
      expect(flows.map(({ reason, chain }) => ({ reason, chain }))).toEqual([
        { reason: null, chain: [pki.issuer.name] },
        { reason: null, chain: [pki.issuer.name, pki.root.name] },
        { reason: 'issuer-not-found', chain: [] },
      ]);
      await mtls().setFiles(files);
    });

    it('is found in whatever order the client sends it', async () => {
      const { pki, files } = peers();
      await mtls().setFiles({ ...files, trusted: [pki.root.certPath] });
      const shuffled = [client(), strangers.issuer, pki.root, pki.issuer];
      expect(await visitWith(shuffled)).toMatchObject({ status: 200 });
      await mtls().setFiles(files);
    });

    it('is shown whole, in the order sent, where it leads to no trusted CA', async () => {
      const chain = [clientOf('stranger'), peers().pki.root, strangers.root, strangers.issuer];
      expect(await visitWith(chain)).toMatchObject({ status: 403 });
      expect(await onlyFlow()).toMatchObject({
        presented: 'stranger',
        chain: [peers().pki.root.name, strangers.root.name, strangers.issuer.name],
        reason: 'issuer-not-trusted',
      });
    });

    it('holds no certificate of the server: a CA of the same name and another key is not linked', async () => {
      const twins = await createPki({ dir: peers().dir });
      const twin = await twins.issueClient({ name: 'twin' });
      expect(await visit(twin)).toMatchObject({ status: 403 });
      expect(await onlyFlow()).toMatchObject({ chain: [], reason: 'issuer-mismatch' });
    });
  });

  it('names the trusted CAs, so that a browser can choose', async () => {
    const { stdout } = await openssl(['s_client', '-connect', `127.0.0.1:${mtls().port}`]);
    const names = /Acceptable client certificate CA names\n((?:.+ = .+\n)+)/.exec(stdout)?.[1];
    expect(names?.trim().split('\n')).toEqual([
      'O = Revoscope tests, CN = Test Issuing CA',
      'O = Revoscope tests, CN = Test Root CA',
    ]);
  });

  describe.each(versions)('keys over %s', (version) => {
    const supported = isElectron
      ? ['p256', 'p384', 'p521']
      : ['p256', 'p384', 'p521', 'ed448', 'rsaPss2048'];
    it.each(supported)('takes a client with a key of %s', async (key) => {
      const client = clientOf(keys.find((known) => known === key) ?? 'stranger');
      expect(await visit(client, ...curlVersion(version))).toMatchObject({ status: 200 });
      expect(await onlyFlow()).toMatchObject({ presented: key, status: 'good' });
    });
  });

  it('says which keys this runtime cannot take, and such a client arrives without one', async () => {
    expect(await mtls().state()).toMatchObject({
      unsupportedKeys: isElectron ? ['Ed448', 'RSA-PSS'] : [],
    });
    const client = clientOf(isElectron ? 'ed448' : 'secp256k1');
    expect(await visit(client, ...curlVersion('TLSv1.3'))).toMatchObject({ status: 403 });
    expect(await onlyFlow()).toMatchObject({ presented: null, reason: 'no-certificate' });
  });

  it('makes a flow of a certificate whose key its TLS refuses', async () => {
    const answer = await visit(clientOf('secp256k1'), ...curlVersion('TLSv1.2'));
    expect(answer.outcome).toBe('failed');
    expect(await onlyFlow()).toMatchObject({
      decision: 'deny by chain',
      reason: 'certificate-unreadable',
      answer: 'closed',
    });
    expect(await mtls().failures()).toMatchObject([
      { code: 'key-unsupported', peerAddress: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
    ]);
  });

  it('denies a certificate that TLS takes, but that is not DER', async () => {
    const { certPath, keyPath } = await notDer(peers().pki, clientOf('p256'));
    const identity = ['--cert', certPath, '--key', keyPath];
    const answer = await curl(mtls().url, ['--cacert', peers().pki.root.certPath, ...identity]);
    expect(answer).toMatchObject({ status: 403 });
    expect(await onlyFlow()).toMatchObject({
      presented: null,
      decision: 'deny by chain',
      reason: 'certificate-unreadable',
      answer: 'HTTP 403',
    });
  });

  it.each<[what: string, code: string, go: () => Promise<unknown>]>([
    ['plain HTTP', 'plain-http', () => curl(`http://127.0.0.1:${mtls().port}/`)],
    ['TLS 1.1', 'version-too-old', () => sClientWith('-tls1_1', '-cipher', 'ALL:@SECLEVEL=0')],
    ['HTTP/2 alone', 'no-common-protocol', () => sClientWith('-alpn', 'h2')],
    [
      'a client that does not trust the server',
      'server-not-trusted',
      () => curl(mtls().url, ['--cacert', strangers.caFile, ...curlVersion('TLSv1.2')]),
    ],
  ])('says in words what became of %s', async (_what, code, go) => {
    await go();
    const [failure] = await mtls().failures();
    expect(failure).toMatchObject({ code });
    expect(failure?.message).toMatch(/^[A-Z].*\.$/);
  });

  const sClientWith = (...args: readonly string[]) =>
    openssl(['s_client', '-connect', `127.0.0.1:${mtls().port}`, ...args]);
});

/** The client's certificate with TRUE as 01 in place of FF (X.690 §11.1), properly signed. */
async function notDer(pki: Pki, client: Issued): Promise<Pick<Issued, 'certPath' | 'keyPath'>> {
  const [certificate] = certificatesOf(client.pem);
  if (certificate === undefined) throw new Error(`${client.name} has no certificate.`);
  const tbsCertificate = Buffer.from(certificate.tbsCertificate);
  tbsCertificate[tbsCertificate.indexOf('0101ff', 'hex') + 2] = 0x01;
  const signature = sign('sha256', tbsCertificate, await readFile(pki.issuer.keyPath, 'utf8'));
  const ecdsaWithSha256 = encodeSequence(encodeObjectIdentifier('1.2.840.10045.4.3.2'));
  const der = encodeSequence(tbsCertificate, ecdsaWithSha256, encodeBitString(signature));
  const certPath = join(pki.dir, 'not-der.pem');
  await writeFile(certPath, encodePem('CERTIFICATE', der));
  return { certPath, keyPath: client.keyPath };
}
