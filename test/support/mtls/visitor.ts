import { readFile } from 'node:fs/promises';
import { connect, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { type ClientLine, openLine } from '#mtls/client/client-line.ts';
import type { ClientOptions } from '#mtls/client/client-options.ts';
import type { Issued, Pki } from '../openssl-pki.ts';

/** What the built-in client needs to visit a mtls as `client`. */
export async function clientOptions(
  port: number,
  pki: Pki,
  client: Issued | null,
): Promise<ClientOptions> {
  return {
    host: '127.0.0.1',
    port,
    identity:
      client === null
        ? null
        : {
            certificatePem: client.pem,
            privateKeyPem: await readFile(client.keyPath, 'utf8'),
          },
    trustedPem: pki.root.pem,
    protocol: 'any',
    session: null,
    timeoutMs: 10_000,
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
  };
}

/** Opens a line that is closed when the test ends. */
export async function visitorLine(
  port: number,
  pki: Pki,
  client: Issued | null,
): Promise<ClientLine> {
  const line = await openLine(await clientOptions(port, pki, client));
  if (!line.ok) throw new Error(JSON.stringify(line.error.failure));
  onTestFinished(() => line.value.close());
  return line.value;
}

/** A TLS connection on which the test itself speaks; destroyed when the test ends. */
export async function rawVisitor(
  port: number,
  pki: Pki,
  client: Issued | null,
): Promise<{ readonly socket: TLSSocket; readonly untilClosed: () => Promise<string> }> {
  const { identity } = await clientOptions(port, pki, client);
  const socket = connect({
    host: '127.0.0.1',
    port,
    ca: pki.root.pem,
    ...(identity === null ? {} : { cert: identity.certificatePem, key: identity.privateKeyPem }),
  });
  onTestFinished(() => {
    socket.destroy();
  });
  let received = '';
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
  });
  socket.on('error', () => {}); // A reset is one way to be closed.
  await new Promise<void>((resolve) => socket.once('secureConnect', () => resolve()));
  return {
    socket,
    untilClosed: async () => {
      await closed;
      return received;
    },
  };
}
