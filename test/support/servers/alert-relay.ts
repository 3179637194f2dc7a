import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** An encrypted alert of TLS 1.3 with its record header (RFC 8446 §5.2), and a little more. */
const longestAlert = 40;

/**
 * Stands before a TLS server as a load balancer does that loses alerts: where the server, once the client has
 * finished its handshake, sends no more than an alert and closes, the client gets a reset in place of it.
 */
export async function relayLosingAlerts(
  port: number,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const open = new Set<Socket>();
  const relay = createServer((client) => {
    const server = connect({ host: '127.0.0.1', port });
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => open.delete(socket));
    }
    pass(client, server);
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const address = relay.address();
  if (address === null || typeof address === 'string') throw new Error('This is no TCP server.');
  return {
    port: address.port,
    close: async () => {
      for (const socket of open) socket.destroy();
      relay.close();
      await once(relay, 'close');
    },
  };
}

function pass(client: Socket, server: Socket): void {
  // Hello, answer, Finished: what comes from the server after that is tickets, an answer, or an alert.
  let hasHello = false;
  let hasFinished = false;
  let isAnswered = false;
  let held: Buffer[] = [];
  client.on('data', (chunk) => {
    if (hasHello) hasFinished = true;
    server.write(chunk);
  });
  server.on('data', (chunk) => {
    hasHello = true;
    held.push(chunk);
    if (hasFinished && Buffer.concat(held).length <= longestAlert) return;
    isAnswered = hasFinished;
    for (const each of held) client.write(each);
    held = [];
  });
  // Ended or reset: either way, an alert that came alone is gone.
  server.on('close', () => {
    if (isAnswered) client.end();
    else client.resetAndDestroy();
  });
  client.on('end', () => server.end());
}
