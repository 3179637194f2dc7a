import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A proxy and the CONNECT requests that it was sent. */
export interface TunnelProxy {
  readonly url: string;
  readonly asked: readonly IncomingMessage[];
}

/** A proxy that tunnels each CONNECT to one loopback port, or refuses with a status. */
export async function openTunnelProxy(
  answer: { readonly port: number } | string,
): Promise<TunnelProxy> {
  const asked: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked.push(request);
    if (typeof answer === 'string') {
      socket.end(`HTTP/1.1 ${answer}\r\n\r\n`);
      return;
    }
    const onward = connect(answer.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    sockets.add(onward);
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    const closed = once(server, 'close');
    server.close();
    await closed;
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return { url: `http://127.0.0.1:${address.port}`, asked };
}
