import process from 'node:process';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { exchangeTo } from './exchange-request.ts';

// Run as a program of its own: makes one exchange with RESPONDER_URL and does nothing to end.
const uri = process.env.RESPONDER_URL;
if (uri === undefined) throw new Error('RESPONDER_URL names the responder');
const transport = createHttpTransport({
  clock: { now: () => 0, monotonic: () => performance.now() },
  network: () => 'any',
  proxy: () => null,
});
const result = await transport.exchange(exchangeTo(uri), new AbortController().signal);
process.stdout.write(`${result.ok ? 'answered' : JSON.stringify(result.error)}\n`);
const begun = performance.now();
process.once('exit', () => {
  process.stdout.write(`waited ${Math.round(performance.now() - begun)} ms\n`);
});
