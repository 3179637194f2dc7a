import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryKeyFiles } from '../../../src/lab/ca/key-files.ts';
import { createMemoryLabStorage } from '../../../src/lab/ca/lab-state.ts';
import { defaultBehaviour } from '../../../src/shared/model/lab.ts';
import { createTestLab, type TestLab, type TestLabOptions } from '../../support/lab.ts';

/** Whatever a test opened is closed after it, whether it passed or not. */
const opened: { stop: () => Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ stop }) => stop()));
});

function make(options: TestLabOptions = {}): TestLab {
  const made = createTestLab(options);
  opened.push({ stop: () => made.lab.stop() });
  return made;
}

async function started(options: TestLabOptions = {}): Promise<TestLab> {
  const made = make(options);
  expect(await made.lab.start()).toMatchObject({ ok: true });
  return made;
}

/** Another program that takes a port. */
async function occupy(port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  server.listen({ host: '127.0.0.1', port });
  await once(server, 'listening');
  opened.push({ stop: async () => new Promise((resolve) => server.close(resolve)) });
  return server;
}

const savedLab = () => ({ storage: createMemoryLabStorage(), keyFiles: createMemoryKeyFiles() });
const portsOf = ({ lab }: TestLab) => lab.ca.state?.ports ?? { responder: -1, backup: -1 };

describe('a lab', () => {
  it('is founded with its responders running at the addresses in its certificates', async () => {
    const test = make();
    expect(test.lab.view()).toBeNull();
    expect(await test.lab.start()).toEqual({ ok: true, value: { how: 'founded' } });
    const { responder, backup } = portsOf(test);
    expect(test.lab.view()).toMatchObject({
      responder: { state: 'running', port: responder, url: `http://127.0.0.1:${responder}/ocsp` },
      backup: { state: 'running', port: backup },
      behaviour: defaultBehaviour,
      moved: null,
    });
    expect(test.certificate('lab-client-two-aia').ocspUris).toEqual([
      `http://127.0.0.1:${responder}/ocsp`,
      `http://127.0.0.1:${backup}/ocsp`,
    ]);
    expect(structuredClone(test.lab.view())).toEqual(test.lab.view());
  });

  it('comes back at its old ports with the same certificates', async () => {
    const saved = savedLab();
    const first = await started(saved);
    await first.lab.stop();
    const second = make(saved);
    expect(await second.lab.start()).toEqual({ ok: true, value: { how: 'restored' } });
    expect(portsOf(second)).toEqual(portsOf(first));
    expect(second.lab.ca.certificates()).toEqual(first.lab.ca.certificates());
  });

  it('moves to a free port where its own was taken, and says so', async () => {
    const saved = savedLab();
    const first = await started(saved);
    await first.lab.stop();
    const from = portsOf(first);
    await occupy(from.responder);
    const second = make(saved);
    const result = await second.lab.start();
    const to = portsOf(second);
    expect(result).toEqual({ ok: true, value: { how: 'moved', from, to } });
    expect(to.responder).not.toBe(from.responder);
    expect(to.backup).toBe(from.backup);
    expect(second.lab.view()?.moved).toEqual({ from, to });
    expect(second.certificate('lab-client-good').ocspUris).toEqual([
      `http://127.0.0.1:${to.responder}/ocsp`,
    ]);
    expect(second.certificate('lab-client-good').fingerprint).not.toBe(
      first.certificate('lab-client-good').fingerprint,
    );
    expect(second.certificate('lab-client-no-aia')).toEqual(first.certificate('lab-client-no-aia'));
  });

  it('takes a free port at once where its first choice is taken', async () => {
    const taken = await occupy(0);
    const address = taken.address();
    const port = address !== null && typeof address === 'object' ? address.port : -1;
    const test = await started({ firstPorts: { responder: port, backup: 0 } });
    expect(portsOf(test).responder).not.toBe(port);
    expect(test.lab.view()?.moved).toBeNull();
  });

  it('starts once when it is told to twice', async () => {
    const test = make();
    const both = await Promise.all([test.lab.start(), test.lab.start()]);
    expect(both).toEqual([
      { ok: true, value: { how: 'founded' } },
      { ok: true, value: { how: 'restored' } },
    ]);
  });

  it('stops, and starts again where it was', async () => {
    const test = await started();
    const url = test.url();
    await test.lab.stop();
    expect(test.lab.view()?.responder).toEqual({ state: 'stopped' });
    await expect(fetch(url)).rejects.toThrow();
    await test.lab.stop();
    expect(await test.lab.start()).toEqual({ ok: true, value: { how: 'restored' } });
    expect(test.url()).toBe(url);
    expect((await fetch(url)).status).toBe(200);
  });

  it('is not started, and holds no port, when its keys are gone; a reset founds a new one', async () => {
    const saved = savedLab();
    const first = await started(saved);
    await first.lab.stop();
    saved.keyFiles.removeAll();
    const second = make(saved);
    expect(await second.lab.start()).toEqual({
      ok: false,
      error: { code: 'key-missing', id: 'lab-root-ca' },
    });
    expect(second.lab.view()).toBeNull();
    await occupy(portsOf(first).responder);
    expect(await second.lab.reset('p256')).toEqual({ ok: true, value: { how: 'founded' } });
    expect(second.lab.view()?.responder.state).toBe('running');
    expect((await fetch(second.url())).status).toBe(200);
  });

  it('serves anew after a reset, with every behaviour forgotten', async () => {
    const test = await started();
    await test.behave({ fault: 'refuse-connection' });
    expect(await test.lab.reset('p256')).toEqual({ ok: true, value: { how: 'founded' } });
    expect(test.lab.view()?.behaviour).toEqual(defaultBehaviour);
    expect((await fetch(test.url())).status).toBe(200);
  });
});

describe('the fault that refuses connections', () => {
  it('closes the port and what is open, keeps over a restart, and opens the same port again', async () => {
    const saved = savedLab();
    const first = await started(saved);
    const url = first.url();
    await first.behave({ fault: 'refuse-connection' });
    expect(first.lab.view()?.responder).toMatchObject({ state: 'refusing', url });
    await expect(fetch(url)).rejects.toThrow();
    await first.lab.stop();

    const second = await started(saved);
    expect(second.lab.view()?.responder).toMatchObject({ state: 'refusing', url });
    await expect(fetch(url)).rejects.toThrow();
    await second.behave({});
    expect(second.lab.view()?.responder).toMatchObject({ state: 'running', url });
    expect((await fetch(url)).status).toBe(200);
  });

  it('leaves the backup answering', async () => {
    const test = await started();
    await test.behave({ fault: 'refuse-connection' });
    const [, backup = ''] = test.certificate('lab-client-two-aia').ocspUris;
    expect((await fetch(backup)).status).toBe(200);
  });

  it('says so when another program took the port meanwhile, and a start finds another', async () => {
    const test = await started();
    const from = portsOf(test);
    await test.behave({ fault: 'refuse-connection' });
    await occupy(from.responder);
    const error = { code: 'port-in-use', port: from.responder };
    expect(await test.lab.setBehaviour(defaultBehaviour)).toEqual({ ok: false, error });
    expect(test.lab.view()?.responder).toEqual({ state: 'failed', error });
    const restarted = await test.lab.start();
    expect(restarted).toEqual({ ok: true, value: { how: 'moved', from, to: portsOf(test) } });
    expect((await fetch(test.url())).status).toBe(200);
  });
});
