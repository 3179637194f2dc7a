import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { type Behaviour, enact } from './hostile-behaviour.ts';

/** A behaviour, or a function that chooses one, at once or when it is time to answer. */
export type BehaviourChoice =
  | Behaviour
  | ((request: RecordedRequest) => Behaviour | Promise<Behaviour>);

/** A request as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  /** The request target as sent, still escaped. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Uint8Array;
}

export interface HostileServer {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Requests so far, each complete with its body. */
  readonly requests: readonly RecordedRequest[];
  /** Connections that were accepted so far, with or without a request. */
  readonly connections: () => number;
  /** Connections that are open now. */
  readonly openConnections: () => number;
  /** Resolves when this many requests have arrived in all; the test's own time-out bounds it. */
  readonly received: (count: number) => Promise<void>;
  /** Changes what happens to later requests. */
  readonly behave: (choice: BehaviourChoice) => void;
  /** Destroys each connection and closes the port. */
  readonly stop: () => Promise<void>;
}

/** Starts a real HTTP server on a free loopback port that misbehaves as it is told. */
export async function startHostileServer(choice: BehaviourChoice): Promise<HostileServer> {
  let current = choice;
  let accepted = 0;
  const requests: RecordedRequest[] = [];
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  const waiting = new Set<() => void>();

  const server = createServer((incoming, response) => {
    void answer(incoming, response).catch((error: unknown) => {
      // A client that goes away while it is being mistreated is what some tests are about.
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await record(incoming);
    const asked = current;
    requests.push(request);
    for (const look of waiting) look();
    const behaviour = typeof asked === 'function' ? await asked(request) : asked;
    if (!response.destroyed) enact(behaviour, response, timers);
  };
  // The server waits as long as the client does: time-outs are the client's to show.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.on('connection', (socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressOf(server.address());

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => accepted,
    openConnections: () => sockets.size,
    received: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (requests.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    behave: (next) => {
      current = next;
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** The URL of a loopback port that refuses connections: it was free a moment ago. */
export async function refusingUrl(): Promise<string> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressOf(server.address());
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method = '', url = '', headers } = incoming;
  return { method, url, headers, body: new Uint8Array(Buffer.concat(chunks)) };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('This is no TCP server.');
  return address;
}
