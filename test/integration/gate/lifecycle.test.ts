import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect as connectTcp, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { authenticateAsClient } from '#gate/client/authenticate-as-client.ts';
import { createGate, type Gate } from '#gate/gate.ts';
import { defaultGateSettings, type GateSettings, type GateState } from '#shared/model/gate.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { createTestEngine } from '../../support/engine.ts';
import { suitePeers } from '../../support/gate/gate-peers.ts';
import { startHoldingResponder } from '../../support/gate/holding-responder.ts';
import { certificatesOf, openGate } from '../../support/gate/test-gate.ts';
import { clientOptions, rawVisitor, visitorLine } from '../../support/gate/visitor.ts';

const peers = suitePeers('gate-lifecycle', async () => {});

/** A gate that nothing has been done to, and what it told of its state. */
async function newGate(
  settings: Partial<GateSettings> = {},
  identity: { certificatePem: string; privateKeyPem: string } | null = null,
): Promise<{ readonly gate: Gate; readonly told: readonly GateState[] }> {
  const { files, pki } = peers();
  const own = identity ?? {
    certificatePem: await readFile(files.serverCertificate, 'utf8'),
    privateKeyPem: await readFile(files.serverKey, 'utf8'),
  };
  const engine = createTestEngine();
  const told: GateState[] = [];
  const trusted = certificatesOf(pki.root.pem);
  const gate = createGate({
    settings: () => ({ ...defaultGateSettings, ...settings }),
    policy: () => defaultPolicy,
    trustAnchors: () => trusted,
    identity: () => own,
    dependencies: engine.dependencies,
    flows: { begin: () => ({ id: 'flow', record: () => {}, finish: () => {} }) },
    onHandshakeFailure: () => {},
    onStateChange: (state) => told.push(state),
  });
  onTestFinished(async () => {
    await gate.stop();
    engine.close();
  });
  return { gate, told };
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
    const { gate, told } = await newGate();
    expect(gate.state()).toEqual({ state: 'stopped' });
    const started = await gate.start();
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
    expect(await gate.start()).toEqual(started);
    expect(told).toEqual([started.value]);
  });

  it('serves on ::1 as well', async () => {
    const { gate } = await newGate({ host: '::1' });
    const started = await gate.start();
    expect(started).toMatchObject({
      value: { reach: 'this-machine', url: expect.stringMatching(/^https:\/\/\[::1\]:/) },
    });
  });

  it.each(['0.0.0.0', '::', '192.0.2.7'])(
    'opens %s for others only after a confirmation',
    async (host) => {
      const { gate, told } = await newGate({ host });
      const error = { code: 'address-not-confirmed', host };
      expect(await gate.start()).toEqual({ ok: false, error });
      expect(told).toEqual([{ state: 'failed', error }]);
    },
  );

  it('opens an address for others once that is confirmed', async () => {
    const { gate } = await newGate({ host: '0.0.0.0', exposure: 'confirmed' });
    const started = await gate.start();
    expect(started).toMatchObject({
      value: { reach: 'network', url: expect.stringMatching(/^https:\/\/localhost:\d+\/$/) },
    });
  });

  it.each<[Partial<GateSettings>, string]>([
    [{ host: 'example.org' }, 'address-invalid'],
    [{ host: '192.0.2.7', exposure: 'confirmed' }, 'address-not-here'],
  ])('fails on %j with %s', async (settings, code) => {
    const { gate } = await newGate(settings);
    expect(await gate.start()).toMatchObject({ ok: false, error: { code } });
    expect(gate.state()).toMatchObject({ state: 'failed', error: { code } });
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
    const { gate } = await newGate({ port });
    expect(await gate.start()).toEqual({ ok: false, error: { code: 'port-in-use', port } });
  });

  it('fails on a key that is not the certificate’s', async () => {
    const client = await peers().pki.issueClient({ name: 'another key' });
    const { gate } = await newGate(
      {},
      {
        certificatePem: await readFile(peers().files.serverCertificate, 'utf8'),
        privateKeyPem: await readFile(client.keyPath, 'utf8'),
      },
    );
    expect(await gate.start()).toMatchObject({ error: { code: 'identity-unusable' } });
  });
});

describe('stopping the mTLS server', () => {
  it('closes what is idle, in its handshake and under decision, and opens again on the same port', async () => {
    const holding = await startHoldingResponder(peers().responder.url);
    onTestFinished(() => holding.stop());
    const policy = { ...peers().policy, responderUri: holding.url };
    const gate = await openGate({ ...peers(), policy, silenceMs: 60_000 });
    const { pki } = peers();
    const idle = await rawVisitor(gate.port, pki, await pki.issueClient({ name: 'idle' }));
    const waiting = await visitorLine(gate.port, pki, await pki.issueClient({ name: 'waiting' }));
    const asking = waiting.ask();
    await holding.untilAsked();
    const handshaking = connectTcp(gate.port, '127.0.0.1');
    await once(handshaking, 'connect');
    const handshakingClosed = once(handshaking, 'close');

    const startedAt = performance.now();
    await gate.stop();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await idle.untilClosed();
    await handshakingClosed;
    expect((await asking).response).toBeNull();
    expect(await gate.flows(1)).toMatchObject([
      { presented: 'waiting', reason: 'cancelled', answer: 'closed' },
    ]);
    expect(await isRefused(gate.port)).toBe(true);

    const again = await openGate({ ...peers(), settings: { port: gate.port } });
    expect(again.port).toBe(gate.port);
    await again.stop();
  });

  it('does one thing after the other, however fast it is asked', async () => {
    const { gate, told } = await newGate();
    await Promise.all([gate.start(), gate.stop(), gate.start(), gate.stop()]);
    expect(told.map(({ state }) => state)).toEqual(['running', 'stopped', 'running', 'stopped']);
    expect(gate.connections()).toEqual([]);
  });
});

describe('changing the mTLS server while it runs', () => {
  it('shows another certificate and trusts other CAs from the next handshake on', async () => {
    const { pki, files, policy } = peers();
    const gate = await openGate({ files, policy });
    onTestFinished(() => gate.stop());
    const client = await pki.issueClient({ name: 'steady' });
    await peers().responder.reload();
    const options = await clientOptions(gate.port, pki, client);
    const before = await authenticateAsClient(options);
    expect(before.report).toMatchObject({
      tls: { server: 'CN=localhost,O=Revoscope tests' },
      response: { status: 200 },
    });

    const renewed = await pki.issueServer({ name: 'renewed' });
    const other = await pki.root.issueAuthority({ name: 'Other CA' });
    await gate.setFiles({
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
    const gate = await openGate({ files, policy });
    onTestFinished(() => gate.stop());
    const unusable = { ...files, serverKey: pki.root.keyPath };
    await expect(gate.setFiles(unusable)).rejects.toThrow('identity-unusable');
    const { report } = await authenticateAsClient(await clientOptions(gate.port, pki, null));
    expect(report).toMatchObject({ tls: { server: 'CN=localhost,O=Revoscope tests' } });
  });
});
