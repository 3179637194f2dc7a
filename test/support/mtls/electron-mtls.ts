import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { electronNode } from '../electron.ts';
import type { HostCall } from './mtls-host.ts';
import type { TestMtls, TestMtlsOptions } from './test-mtls.ts';

/** Opens a mtls in Electron's Node, where TLS is BoringSSL's. */
export async function openMtlsInElectron(options: TestMtlsOptions): Promise<TestMtls> {
  const host = new URL('./mtls-host.ts', import.meta.url);
  const { command, args, env } = electronNode(host, JSON.stringify(options));
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const line = await lines.next();
    if (line.done === true) throw new Error('The mtls in Electron ended.');
    return JSON.parse(line.value);
  };
  let last: Promise<unknown> = Promise.resolve();
  const call = <T>(method: HostCall['method'], argument: unknown): Promise<T> => {
    const mine = last.then(() => {
      child.stdin.write(`${JSON.stringify({ method, argument })}\n`);
      return next();
    });
    last = mine;
    return mine;
  };
  const { port, url } = await next();
  return {
    port,
    url,
    setPolicy: (changes) => call('setPolicy', changes),
    setSettings: (changes) => call('setSettings', changes),
    clearCache: () => call('clearCache', null),
    advanceClock: (byMs) => call('advanceClock', byMs),
    setFiles: (files) => call('setFiles', files),
    cut: (choice) => call('cut', choice),
    recheck: (choice) => call('recheck', choice),
    connections: () => call('connections', null),
    failures: () => call('failures', null),
    state: () => call('state', null),
    visitTwice: (options) => call('visitTwice', options),
    flows: (count) => call('flows', count),
    forget: () => call('forget', null),
    stop: async () => {
      await call('stop', null);
      child.stdin.end();
      await exited;
    },
  };
}
