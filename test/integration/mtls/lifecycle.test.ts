import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect as connectTcp, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { authenticateAsClient } from '#mtls/client/authenticate-as-client.ts';
import { createMtlsServer, type MtlsServer } from '#mtls/mtls-server.ts';
import { defaultMtlsSettings, type MtlsSettings, type MtlsState } from '#shared/model/mtls.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { createTestEngine } from '../../support/engine.ts';
import { startHoldingResponder } from '../../support/mtls/holding-responder.ts';
import { suitePeers } from '../../support/mtls/mtls-peers.ts';
import { certificatesOf, openMtls } from '../../support/mtls/test-mtls.ts';
import { clientOptions, rawVisitor, visitorLine } from '../../support/mtls/visitor.ts';

const peers = suitePeers('mtls-lifecycle', async () => {});

/** A mtls that nothing has been done to, and what it told of its state. */
async function newMtls(
  settings: Partial<MtlsSettings> = {},
  identity: { certificatePem: string; privateKeyPem: string } | null = null,
): Promise<{ readonly mtls: MtlsServer; readonly told: readonly MtlsState[] }> {
  const { files, pki } = peers();
  const own = identity ?? {
    certificatePem: await readFile(files.serverCertificate, 'utf8'),
    privateKeyPem: await readFile(files.serverKey, 'utf8'),
  };
  const engine = createTestEngine();
  const told: MtlsState[] = [];
  const trusted = certificatesOf(pki.root.pem);
  const mtls = createMtlsServer({
    settings: () => ({ ...defaultMtlsSettings, ...settings }),
    policy: () => defaultPolicy,
    trustAnchors: () => trusted,
    identity: () => own,
    dependencies: engine.dependencies,
    flows: { begin: () => ({ id: 'flow', record: () => {}, finish: () => {} }) },
    onHandshakeFailure: () => {},
    onStateChange: (state) => told.push(state),
  });
  onTestFinished(async () => {
    await mtls.stop();
    engine.close();
  });
  return { mtls, told };
}

async function isRefused(port: number): Promise<boolean> {
  const socket = connectTcp(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return false;
  } catch {
    return true;
  } finally {
    socket.destroy();
  }
}

describe('starting the mTLS server', () => {
  it('takes a free port on loopback and says where it is', async () => {
    const { mtls, told } = await newMtls();
    expect(mtls.state()).toEqual({ state: 'stopped' });
    const started = await mtls.start();
    if (!started.ok) throw new Error(started.error.code);
    const { port } = started.value;
    expect(started.value).toEqual({
      state: 'running',
      host: '127.0.0.1',
      port,
      url: `https://127.0.0.1:${port}/`,
      reach: 'this-machine',
      unsupportedKeys: [],
    });
    expect(await mtls.start()).toEqual(started);
    expect(told).toEqual([started.value]);
  });

  it('serves on ::1 as well', async () => {
    const { mtls } = await newMtls({ host: '::1' });
    const started = await mtls.start();
    expect(started).toMatchObject({
      value: { reach: 'this-machine', url: expect.stringMatching(/^https:\/\/\[::1\]:/) },
    });
  });

  it.each(['0.0.0.0', '::', '192.0.2.7'])(
    'opens %s for others only after a confirmation',
    async (host) => {
      const { mtls, told } = await newMtls({ host });
      const error = { code: 'address-not-confirmed', host };
      expect(await mtls.start()).toEqual({ ok: false, error });
      expect(told).toEqual([{ state: 'failed', error }]);
    },
  );

  it('opens an address for others once that is confirmed', async () => {
    const { mtls } = await newMtls({ host: '0.0.0.0', exposure: 'confirmed' });
    const started = await mtls.start();
    expect(started).toMatchObject({
      value: { reach: 'network', url: expect.stringMatching(/^https:\/\/localhost:\d+\/$/) },
    });
  });

  it.each<[Partial<MtlsSettings>, string]>([
    [{ host: 'example.org' }, 'address-invalid'],
    [{ host: '192.0.2.7', exposure: 'confirmed' }, 'address-not-here'],
  ])('fails on %j with %s', async (settings, code) => {
    const { mtls } = await newMtls(settings);
    expect(await mtls.start()).toMatchObject({ ok: false, error: { code } });
    expect(mtls.state()).toMatchObject({ state: 'failed', error: { code } });
  });

  it('fails on a port that another program has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => {
      other.close();
    });
    const address = other.address();
    if (address === null || typeof address === 'string') throw new Error('This is no TCP server.');
    const { port } = address;
    const { mtls } = await newMtls({ port });
    expect(await mtls.start()).toEqual({ ok: false, error: { code: 'port-in-use', port } });
  });

  it('fails on a key that is not the certificate’s', async () => {
    const client = await peers().pki.issueClient({ name: 'another key' });
    const { mtls } = await newMtls(
      {},
      {
        certificatePem: await readFile(peers().files.serverCertificate, 'utf8'),
        privateKeyPem: await readFile(client.keyPath, 'utf8'),
      },
    );
    expect(await mtls.start()).toMatchObject({ error: { code: 'identity-unusable' } });
  });
});

describe('stopping the mTLS server', () => {
  it('closes what is idle, in its handshake and under decision, and opens again on the same port', async () => {
    const holding = await startHoldingResponder(peers().responder.url);
    onTestFinished(() => holding.stop());
    const policy = { ...peers().policy, responderUri: holding.url };
    const mtls = await openMtls({ ...peers(), policy, silenceMs: 60_000 });
    const { pki } = peers();
    const idle = await rawVisitor(mtls.port, pki, await pki.issueClient({ name: 'idle' }));
    const waiting = await visitorLine(mtls.port, pki, await pki.issueClient({ name: 'waiting' }));
    const asking = waiting.ask();
    await holding.untilAsked();
    const handshaking = connectTcp(mtls.port, '127.0.0.1');
    await once(handshaking, 'connect');
    const handshakingClosed = once(handshaking, 'close');

    const startedAt = performance.now();
    await mtls.stop();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await idle.untilClosed();
    await handshakingClosed;
    expect((await asking).response).toBeNull();
    expect(await mtls.flows(1)).toMatchObject([
      { presented: 'waiting', reason: 'cancelled', answer: 'closed' },
    ]);
    expect(await isRefused(mtls.port)).toBe(true);

    const again = await openMtls({ ...peers(), settings: { port: mtls.port } });
    expect(again.port).toBe(mtls.port);
    await again.stop();
  });

  it('does one thing after the other, however fast it is asked', async () => {
    const { mtls, told } = await newMtls();
    await Promise.all([mtls.start(), mtls.stop(), mtls.start(), mtls.stop()]);
    expect(told.map(({ state }) => state)).toEqual(['running', 'stopped', 'running', 'stopped']);
    expect(mtls.connections()).toEqual([]);
  });
});

describe('changing the mTLS server while it runs', () => {
  it('shows another certificate and trusts other CAs from the next handshake on', async () => {
    const { pki, files, policy } = peers();
    const mtls = await openMtls({ files, policy });
    onTestFinished(() => mtls.stop());
    const client = await pki.issueClient({ name: 'steady' });
    await peers().responder.reload();
    const options = await clientOptions(mtls.port, pki, client);
    const before = await authenticateAsClient(options);
    expect(before.report).toMatchObject({
      tls: { server: 'CN=localhost,O=Revoscope tests' },
      response: { status: 200 },
    });

    const renewed = await pki.issueServer({ name: 'renewed' });
    const other = await pki.root.issueAuthority({ name: 'Other CA' });
    await mtls.setFiles({
      serverCertificate: renewed.certPath,
      serverKey: renewed.keyPath,
      trusted: [other.certPath],
    });
    const after = await authenticateAsClient({
      ...options,
      trustedPem: pki.issuer.pem + pki.root.pem,
    });
    expect(after.report).toMatchObject({
      tls: { server: 'CN=renewed,O=Revoscope tests', session: 'new' },
      response: { status: 403 },
    });
    expect(after.report.response?.body).toContain('issuer-not-trusted');
  });

  it('keeps the certificate it has where the new one is of no use', async () => {
    const { pki, files, policy } = peers();
    const mtls = await openMtls({ files, policy });
    onTestFinished(() => mtls.stop());
    const unusable = { ...files, serverKey: pki.root.keyPath };
    await expect(mtls.setFiles(unusable)).rejects.toThrow('identity-unusable');
    const { report } = await authenticateAsClient(await clientOptions(mtls.port, pki, null));
    expect(report).toMatchObject({ tls: { server: 'CN=localhost,O=Revoscope tests' } });
  });
});
