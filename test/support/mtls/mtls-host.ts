// A program that serves one mtls and does what standard input tells it, one JSON document a line.
import process from 'node:process';
import { createInterface } from 'node:readline';
import { openMtls, type TestMtls, type TestMtlsOptions } from './test-mtls.ts';

/** One call of a `TestMtls` method. */
export interface HostCall {
  readonly method: Exclude<keyof TestMtls, 'port' | 'url'>;
  readonly argument: unknown;
}

const options: TestMtlsOptions = JSON.parse(process.argv[2] ?? '');
const mtls = await openMtls(options);
say({ port: mtls.port, url: mtls.url });

for await (const line of createInterface({ input: process.stdin })) {
  const call: HostCall = JSON.parse(line);
  // What a JSON document holds is known to its sender alone, and the sender is typed.
  const method: (argument: never) => Promise<unknown> = mtls[call.method];
  say((await method(call.argument as never)) ?? null);
  if (call.method === 'stop') break;
}

function say(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
