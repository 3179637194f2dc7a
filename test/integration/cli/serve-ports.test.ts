import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { revoscopeJson } from './command-line.ts';
import { startServing } from './served.ts';

const temp = suiteTempDir('cli-serve-ports');
const labArgs = (name: string) => ['--lab', '--lab-dir', join(temp.path, name)];

/** Another program on a port. */
async function occupy(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return server;
}

async function portsOfNewLab(name: string) {
  const serving = await startServing(labArgs(name));
  const { responder, backup, clients } = serving.started.lab;
  await serving.stop();
  const portOf = (url: string) => Number(new URL(url).port);
  return {
    responder: portOf(responder),
    backup: portOf(backup),
    serial: clients[0].serialNumber,
  };
}

describe("a kept lab's ports", () => {
  it.each(['responder', 'backup'] as const)(
    'are not left when another program has that of the %s: exit 69, with the choice',
    async (which) => {
      const ports = await portsOfNewLab(`taken-${which}`);
      await occupy(ports[which]);
      const { code, document } = await revoscopeJson([
        'serve',
        ...labArgs(`taken-${which}`),
        '--port',
        '0',
      ]);
      expect(code).toBe(69);
      expect(document.error.message).toMatch(
        new RegExp(`^Port ${ports[which]} is in use by another program, and certificates of the`),
      );
      expect(document.error.hint).toBe(
        `Stop that program, or choose another port with --lab-${which}-port (0 for any that is free): those certificates are then issued anew.`,
      );
    },
  );

  it('move where that is chosen, and certificates are issued anew for them', async () => {
    const ports = await portsOfNewLab('moved');
    await occupy(ports.responder);
    const serving = await startServing([...labArgs('moved'), '--lab-responder-port', '0']);
    const { responder, backup, clients } = serving.started.lab;
    expect(Number(new URL(backup).port)).toBe(ports.backup);
    expect(clients[0].ocspUris).toEqual([responder]);
    expect(clients[0].serialNumber).not.toBe(ports.serial);
    expect(serving.started.notices).toEqual([
      expect.stringContaining(`moved from port ${ports.responder} to ${new URL(responder).port}:`),
    ]);
    await serving.stop();
  });

  it('are those that are given, for a new lab and for a kept one', async () => {
    const free = await portsOfNewLab('elsewhere');
    const given = ['--lab-responder-port', String(free.responder), '--lab-backup-port'];
    const serving = await startServing([...labArgs('given'), ...given, String(free.backup)]);
    expect(serving.started.lab.responder).toBe(`http://127.0.0.1:${free.responder}/ocsp`);
    expect(serving.started.lab.backup).toBe(`http://127.0.0.1:${free.backup}/ocsp`);
    await serving.stop();
  });
});
