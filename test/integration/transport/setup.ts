import { onTestFinished } from 'vitest';
import {
  createHttpTransport,
  type HttpTransport,
  type HttpTransportOptions,
} from '#engine/ask/transport/http-transport.ts';
import {
  type BehaviourChoice,
  type HostileServer,
  startHostileServer,
} from '../../support/hostile-server.ts';

/** A signal that nobody ever uses. */
export const uncancelled = new AbortController().signal;

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
