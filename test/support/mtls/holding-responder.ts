import { once } from 'node:events';
import { createServer } from 'node:http';

/** Passes questions on to a responder, but only when it is told to. */
export interface HoldingResponder {
  readonly url: string;
  /** How many questions have come so far. */
  readonly asked: () => number;
  /** Resolves once a question has come. */
  readonly untilAsked: () => Promise<void>;
  /** Lets the questions so far, and all later ones, through. */
  readonly release: () => void;
  readonly stop: () => Promise<void>;
}

/** Starts on a free port, in front of the responder at `behind`. */
export async function startHoldingResponder(behind: string): Promise<HoldingResponder> {
  let count = 0;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = createServer(async (request, response) => {
    const body = await request.toArray();
    count += 1;
    server.emit('asked');
    await released;
    const method = request.method ?? 'GET';
    const answer = await fetch(new URL(request.url ?? '/', behind), {
      method,
      headers: { 'Content-Type': 'application/ocsp-request' },
      ...(method === 'POST' ? { body: Buffer.concat(body) } : {}),
    });
    response.setHeader('Content-Type', 'application/ocsp-response');
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('This is no TCP server.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked: () => count,
    untilAsked: async () => {
      if (count === 0) await once(server, 'asked');
    },
    release: () => release(),
    stop: async () => {
      release();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
