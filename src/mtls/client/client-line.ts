import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { ClientFailure, ClientReport } from '#shared/model/mtls.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { urlOf } from '../listen.ts';
import { closedWithoutAnswer, describeAnswerFailure, timedOut } from './client-failure.ts';
import { type ClientOptions, keptBodyBytes } from './client-options.ts';
import { type Dialled, dial } from './dial.ts';
import { readResponse } from './read-response.ts';

/** A client's open connection to the server, on which it can ask again and again. */
export interface ClientLine {
  /** Sends `GET /`. Times count from dialling for the first request, from the request itself for later ones. */
  ask(): Promise<ClientReport>;
  isOpen(): boolean;
  /** This end of the connection, as the server names its peer. */
  readonly localAddress: string;
  /** Resolves when the connection is closed, by whichever side. */
  readonly closed: Promise<void>;
  /** What resumes this session in another connection; null while the server has given nothing. */
  session(): Uint8Array | null;
  close(): void;
}

/** Connects as a client; the error is the report of a connection that was not made. */
export async function openLine(options: ClientOptions): Promise<Result<ClientLine, ClientReport>> {
  const { clock } = options;
  const url = urlOf(options.host, options.port);
  const startedAt = clock.monotonic();
  const dialled = await dial(options);
  if (!dialled.ok) {
    const { failure, connected } = dialled.error;
    const total = clock.monotonic() - startedAt;
    const timings = { connected, secured: null, firstByte: null, total };
    return err({ url, tls: null, response: null, failure, timings });
  }
  return ok(createLine(dialled.value, { ...options, url, startedAt }));
}

interface LineOptions extends ClientOptions {
  readonly url: string;
  readonly startedAt: number;
}

function createLine(dialled: Dialled, options: LineOptions): ClientLine {
  const { socket } = dialled;
  const agent = new OneSocketAgent(socket);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  let isFirst = true;
  return {
    ask: () => {
      const before = isFirst
        ? { begunAt: options.startedAt, connected: dialled.connected, secured: dialled.secured }
        : { begunAt: options.clock.monotonic(), connected: null, secured: null };
      isFirst = false;
      return ask({ ...options, ...before, agent, dialled });
    },
    localAddress: dialled.localAddress,
    isOpen: () => !socket.destroyed && socket.writable && !socket.readableEnded,
    closed,
    session: dialled.session,
    close: () => socket.destroy(),
  };
}

interface AskOptions extends LineOptions {
  readonly agent: Agent;
  readonly dialled: Dialled;
  readonly begunAt: number;
  readonly connected: number | null;
  readonly secured: number | null;
}

async function ask(options: AskOptions): Promise<ClientReport> {
  const { clock, url, begunAt, connected, secured, dialled } = options;
  const elapsed = () => clock.monotonic() - begunAt;
  const report = (
    end: Pick<ClientReport, 'response' | 'failure'>,
    firstByte: number | null,
  ): ClientReport => ({
    url,
    tls: dialled.tls,
    ...end,
    timings: { connected, secured, firstByte, total: elapsed() },
  });

  const { socket } = dialled;
  if (socket.destroyed || socket.readableEnded) {
    return report({ response: null, failure: closedWithoutAnswer() }, null);
  }
  const { host, port, agent, path = '/' } = options;
  const headers = { 'User-Agent': 'revoscope-client', Accept: 'application/json' };
  const asking = request({ host, port, agent, path, headers });
  const message = await firstOf(asking, options.timeoutMs);
  if ('code' in message) return report({ response: null, failure: message }, null);
  const firstByte = elapsed();
  try {
    const response = await readResponse(message, keptBodyBytes);
    return report({ response, failure: null }, firstByte);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return report({ response: null, failure: describeAnswerFailure(error) }, firstByte);
  }
}

/** The head of the answer, or why none came. The time limit goes on until the answer is complete. */
function firstOf(
  asking: ClientRequest,
  timeoutMs: number,
): Promise<IncomingMessage | ClientFailure> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(timedOut('answer-timed-out', timeoutMs));
      asking.destroy();
    }, timeoutMs);
    asking.once('response', resolve);
    asking.once('close', () => clearTimeout(timer));
    asking.on('error', (error) => resolve(describeAnswerFailure(error)));
    asking.end();
  });
}

/** Sends every request over one socket that is there already. */
class OneSocketAgent extends Agent {
  readonly #socket: TLSSocket;

  constructor(socket: TLSSocket) {
    super({ keepAlive: true, maxSockets: 1 });
    this.#socket = socket;
  }

  override createConnection(): TLSSocket {
    return this.#socket;
  }
}
