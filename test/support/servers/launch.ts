import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type RunningProcess, start } from '../process.ts';

/** The files that every server here is set up with. */
export interface ServerFiles {
  /** An existing directory; each server gets one of its own in it. */
  readonly dir: string;
  /** PEM of the server's certificate with its CA, and of its key. */
  readonly certificate: string;
  readonly privateKey: string;
}

/** A server of another make that runs on loopback. */
export interface ForeignServer {
  readonly name: string;
  readonly port: number;
  /** The path that answers 200. */
  readonly path: string;
  /** The file that it was started with. */
  readonly configuration: string;
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** How a program is started once its port is known. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly configuration: string;
}

/** Starts a program in a directory of its own on a free port, and resolves once it accepts connections. */
export async function launchServer(
  { name, dir, path }: { readonly name: string; readonly dir: string; readonly path: string },
  prepare: (own: string, port: number) => Promise<Launch>,
): Promise<ForeignServer> {
  const own = await mkdtemp(join(dir, `${name.replaceAll(/\W/g, '-')}-`));
  // Between finding a free port and its bind another process can take it.
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const { command, args, configuration } = await prepare(own, port);
    const running = start(command, args);
    if (await accepts(port, running)) {
      return { name, port, path, configuration, output: running.output, stop: running.stop };
    }
    await running.stop();
    if (attempt === 3) throw new Error(`${name} does not start:\n${running.output()}`);
  }
}

/** True once the port accepts connections; false if the program ends before. */
async function accepts(port: number, running: RunningProcess): Promise<boolean> {
  const until = performance.now() + 30_000;
  while (running.isRunning() && performance.now() < until) {
    const socket = connect({ host: '127.0.0.1', port });
    try {
      await once(socket, 'connect');
      return running.isRunning();
    } catch {
      // Not yet: tried again in a moment.
      await delay(50);
    } finally {
      socket.destroy();
    }
  }
  return false;
}

/** A port of loopback that is free now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('This is no TCP server.');
  return address.port;
}
