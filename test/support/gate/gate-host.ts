// A program that serves one gate and does what standard input tells it, one JSON document a line.
import process from 'node:process';
import { createInterface } from 'node:readline';
import { openGate, type TestGate, type TestGateOptions } from './test-gate.ts';

/** One call of a `TestGate` method. */
export interface HostCall {
  readonly method: Exclude<keyof TestGate, 'port' | 'url'>;
  readonly argument: unknown;
}

const options: TestGateOptions = JSON.parse(process.argv[2] ?? '');
const gate = await openGate(options);
say({ port: gate.port, url: gate.url });

for await (const line of createInterface({ input: process.stdin })) {
  const call: HostCall = JSON.parse(line);
  // What a JSON document holds is known to its sender alone, and the sender is typed.
  const method: (argument: never) => Promise<unknown> = gate[call.method];
  say((await method(call.argument as never)) ?? null);
  if (call.method === 'stop') break;
}

function say(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
