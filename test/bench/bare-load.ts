import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Octets of the head of an answer are looked through for its length. */
const headEnd = Buffer.from('\r\n\r\n');

/**
 * Sends requests over so many kept connections, the next as soon as an answer is whole, and reads nothing in it:
 * what a responder can do when whoever asks costs next to nothing. Requests a second.
 */
export async function bareRate(
  url: string,
  requests: readonly Uint8Array[],
  parallel: number,
): Promise<number> {
  const { hostname, port, pathname, host } = new URL(url);
  const messages = requests.map((body) =>
    Buffer.concat([
      Buffer.from(
        `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/ocsp-request\r\nContent-Length: ${body.length}\r\nConnection: keep-alive\r\n\r\n`,
      ),
      body,
    ]),
  );
  const sockets = await Promise.all(
    Array.from({ length: parallel }, async () => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      await once(socket, 'connect');
      return socket;
    }),
  );
  let next = 0;
  const began = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      for (let message = messages[next++]; message !== undefined; message = messages[next++]) {
        await exchange(socket, message);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  for (const socket of sockets) socket.destroy();
  return messages.length / seconds;
}

function exchange(socket: Socket, message: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const end = (error: Error | null) => {
      socket.off('data', take);
      socket.off('error', end);
      if (error === null) resolve();
      else reject(error);
    };
    const take = (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const at = received.indexOf(headEnd);
      if (at === -1) return;
      const length = /content-length: (\d+)/i.exec(received.toString('latin1', 0, at))?.[1];
      if (received.length >= at + headEnd.length + Number(length)) end(null);
    };
    socket.on('data', take);
    socket.on('error', end);
    socket.write(message);
  });
}
