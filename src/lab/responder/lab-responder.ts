import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { decodeRequest } from '#pki/ocsp/request.ts';
import type { ListenError, ResponderExchange, ResponderState } from '#shared/model/lab.ts';
import { defaultBehaviour } from '#shared/model/lab.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { assertNever, ok, type Result } from '#shared/model/result.ts';
import { labPaths, labUrl } from '../ca/lab-address.ts';
import { faultOf } from '../faults/registry.ts';
import { createTurns } from '../in-turn.ts';
import { type Answer, answerRequest, refuse } from './answer-request.ts';
import type { ResponderAuthority } from './authority.ts';
import { type Delivered, deliver, type HttpReply } from './deliver.ts';
import { type HttpQuestion, readHttpQuestion } from './http-question.ts';
import { closeServer, listen } from './listen.ts';

export interface LabResponderOptions {
  readonly name: ResponderExchange['responder'];
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** What it knows and how it behaves, read anew for each exchange; null while there is no lab to speak for. */
  readonly authority: () => ResponderAuthority | null;
  readonly onExchange: (exchange: ResponderExchange) => void;
  /** Called when it starts, stops, refuses or fails. */
  readonly onStateChange: () => void;
}

/** An OCSP responder over HTTP on 127.0.0.1 that answers as its authority says, right or wrong. */
export class LabResponder {
  readonly #options: LabResponderOptions;
  readonly #server: Server;
  readonly #inTurn = createTurns();
  #state: ResponderState = { state: 'stopped' };
  #exchanges = 0;

  constructor(options: LabResponderOptions) {
    this.#options = options;
    this.#server = createServer((incoming, response) => {
      // What fails in here is a bug: it must be heard of, but the client need not wait for that.
      this.#serve(incoming, response).catch((error: unknown) => {
        response.destroy();
        throw error;
      });
    });
    this.#server.keepAliveTimeout = 30_000;
  }

  get state(): ResponderState {
    return this.#state;
  }

  /** Listens on a port, 0 for any that is free, and says which. */
  start(port: number): Promise<Result<number, ListenError>> {
    return this.#inTurn(() => this.#open(port));
  }

  async #open(port: number): Promise<Result<number, ListenError>> {
    await closeServer(this.#server);
    const listening = await listen(this.#server, port);
    this.#become(
      listening.ok
        ? { state: 'running', port: listening.value, url: labUrl(listening.value, labPaths.ocsp) }
        : { state: 'failed', error: listening.error },
    );
    return listening;
  }

  /** Closes the port and every connection. */
  stop(): Promise<void> {
    return this.#inTurn(async () => {
      await closeServer(this.#server);
      this.#become({ state: 'stopped' });
    });
  }

  /** Closes the port so that connections are refused, until `accept`. */
  refuse(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state.state !== 'running') return;
      const { port, url } = this.#state;
      await closeServer(this.#server);
      this.#become({ state: 'refusing', port, url });
    });
  }

  /** Opens the port again that `refuse` closed; fails if another program has taken it since. */
  accept(): Promise<Result<null, ListenError>> {
    return this.#inTurn(async () => {
      if (this.#state.state !== 'refusing') return ok(null);
      const opened = await this.#open(this.#state.port);
      return opened.ok ? ok(null) : opened;
    });
  }

  #become(state: ResponderState): void {
    this.#state = state;
    this.#options.onStateChange();
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock, authority: currentAuthority, onExchange, name } = this.#options;
    const [at, began] = [clock.now(), clock.monotonic()];
    this.#exchanges += 1;
    const number = this.#exchanges;
    // Writing to a client that has gone away is no failure of ours.
    response.on('error', () => {});
    const question = await readHttpQuestion(incoming);
    incoming.resume();
    const authority = currentAuthority();
    const answer = question.kind === 'ocsp' ? this.#answer(question.request, authority) : null;
    const latencyMs = answer?.behaviour.latencyMs ?? 0;
    if (latencyMs > 0) await waitUnlessClosed(response, latencyMs);
    const fault = answer?.behaviour.fault ?? null;
    const delivered: Delivered = response.destroyed
      ? { httpStatus: null, bytes: 0 }
      : await deliver(
          response,
          replyTo(question, answer, authority),
          fault === null ? null : faultOf(fault).effect,
        );
    onExchange({
      number,
      responder: name,
      at,
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      requestBytes: question.kind === 'ocsp' ? question.request.length : 0,
      answers: delivered.httpStatus === null ? [] : (answer?.answers ?? []),
      httpStatus: delivered.httpStatus,
      responseStatus: delivered.httpStatus === null ? null : (answer?.responseStatus ?? null),
      responseBytes: delivered.bytes,
      fault,
      durationMs: clock.monotonic() - began,
    });
  }

  #answer(octets: Uint8Array, authority: ResponderAuthority | null): Answer {
    if (authority === null) return refuse('tryLater', defaultBehaviour);
    const { clock, random } = this.#options;
    const request = decodeRequest(octets);
    if (!request.ok) return refuse('malformedRequest', authority.behaviour);
    return answerRequest(request.value, { authority, now: clock.now(), random });
  }
}

function replyTo(
  question: HttpQuestion,
  answer: Answer | null,
  authority: ResponderAuthority | null,
): HttpReply {
  switch (question.kind) {
    case 'ocsp':
      return {
        status: 200,
        contentType: 'application/ocsp-response',
        body: answer?.bytes ?? new Uint8Array(0),
        headers: {},
      };
    case 'ca':
      return authority === null
        ? plainReply(503, 'The lab is not open yet.')
        : {
            status: 200,
            contentType: 'application/pkix-cert',
            body: authority.certificates[question.which],
            headers: {},
          };
    case 'not-found':
      return plainReply(404, `This is a lab OCSP responder; it answers at ${labPaths.ocsp}.`);
    case 'method-not-allowed':
      return plainReply(405, 'OCSP is asked by GET or POST.', { allow: 'GET, POST' });
    case 'too-large':
      return plainReply(413, `A request has at most ${question.limitBytes} octets.`, {
        connection: 'close',
      });
    case 'client-gone':
      return plainReply(400, 'The request is not complete.', { connection: 'close' });
    default:
      return assertNever(question);
  }
}

function plainReply(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  const body = Buffer.from(`${text}\n`);
  return { status, contentType: 'text/plain; charset=utf-8', body, headers };
}

export async function waitUnlessClosed(response: ServerResponse, ms: number): Promise<void> {
  const isClosed = new AbortController();
  const abort = () => isClosed.abort();
  response.once('close', abort);
  try {
    await delay(ms, undefined, { signal: isClosed.signal });
  } catch (error) {
    if (!isClosed.signal.aborted) throw error;
  } finally {
    response.off('close', abort);
  }
}
