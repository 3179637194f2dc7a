import { once } from 'node:events';
import { type AddressInfo, createServer, isIPv6, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A TCP server that is closed, with its connections, when the test ends. */
export interface RawServer {
  readonly url: string;
  readonly port: number;
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/** Listens on a free loopback port, or on a given one, and hands each connection to `serve`. */
export async function listenOnLoopback(
  serve: (socket: Socket) => void,
  host = '127.0.0.1',
  port = 0,
): Promise<RawServer> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => {});
    serve(socket);
  });
  server.listen(port, host);
  await once(server, 'listening');
  const close = closeAfterTest(server);
  const bound = addressOf(server).port;
  const authority = isIPv6(host) ? `[${host}]` : host;
  return {
    url: `http://${authority}:${bound}`,
    port: bound,
    connections: () => connections,
    close,
  };
}

/** Closes a server with its connections when the test ends, or before by the function that is returned. */
function closeAfterTest(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  onTestFinished(close);
  return close;
}

/** Where a TCP server listens. */
function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('This is no TCP server.');
  return address;
}
