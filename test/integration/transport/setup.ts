import { onTestFinished } from 'vitest';
import type { ExchangeRequest } from '#engine/ports.ts';
import {
  createHttpTransport,
  type HttpTransport,
  type HttpTransportOptions,
} from '#engine/transport/http-transport.ts';
import {
  type BehaviourChoice,
  type HostileServer,
  startHostileServer,
} from '../../support/hostile-server.ts';

/** Octets that stand for an OCSP request or response where only their transport matters. */
export const requestBytes = new Uint8Array([0x30, 0x03, 0x0a, 0x01, 0xff]);
export const responseBytes = new Uint8Array([0x30, 0x03, 0x0a, 0x01, 0x06]);

/** A signal that nobody ever uses. */
export const uncancelled = new AbortController().signal;

/** An exchange with generous limits, to a URI that the user configured. */
export function exchangeTo(uri: string, changes: Partial<ExchangeRequest> = {}): ExchangeRequest {
  return {
    uri,
    uriSource: 'configuration',
    method: 'post',
    ocspRequest: requestBytes,
    connectTimeoutMs: 5_000,
    totalTimeoutMs: 10_000,
    maxResponseBytes: 65_536,
    addressPolicy: 'any',
    ...changes,
  };
}

/** A transport that is closed when the test ends. */
export function openTransport(options: Partial<HttpTransportOptions> = {}): HttpTransport {
  const transport = createHttpTransport({
    clock: { now: () => 0, monotonic: () => performance.now() },
    network: () => 'any',
    proxy: () => null,
    ...options,
  });
  onTestFinished(() => transport.close());
  return transport;
}

/** A misbehaving server that is stopped when the test ends. */
export async function openServer(choice: BehaviourChoice): Promise<HostileServer> {
  const server = await startHostileServer(choice);
  onTestFinished(() => server.stop());
  return server;
}

/** Resolves once the condition holds; the test's own time-out bounds it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
