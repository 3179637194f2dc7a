import { Agent, type ClientRequestArgs } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Result } from '#shared/model/result.ts';
import type { TransportError } from '#shared/model/transport.ts';

/** Idle connections are closed before most servers do (Node waits 5 s, nginx 75 s, Apache 5 s). */
const idleMs = 4_000;
const maxIdlePerResponder = 16;

/** What one request tells the agent about its connection. */
export interface ConnectionOrder {
  /** Connections are reused for requests with the same key only: it says everything that a connection rests on. */
  readonly connectionKey: string;
  readonly dial: () => Promise<Result<Socket, TransportError>>;
}

/** Why a connection could not be had, as the request's `error` event carries it. */
export class DialError extends Error {
  override readonly name = 'DialError';
  readonly failure: TransportError;

  constructor(failure: TransportError) {
    super(failure.code);
    this.failure = failure;
  }
}

/**
 * Keeps connections for a short while after an exchange. How a connection is made is each request's own
 * affair; whether it may serve another request is a matter of equal keys.
 */
export class ConnectionAgent extends Agent {
  constructor() {
    super({ keepAlive: true, timeout: idleMs, maxFreeSockets: maxIdlePerResponder });
  }

  override getName(options?: ClientRequestArgs): string {
    return orderIn(options).connectionKey;
  }

  override createConnection(
    options: ClientRequestArgs,
    callback: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    orderIn(options)
      .dial()
      .then(
        (dialled) => {
          if (dialled.ok) callback(null, dialled.value);
          else fail(callback, new DialError(dialled.error));
        },
        (bug: Error) => fail(callback, bug),
      );
  }

  /** Closes the idle connections of one key: where one was found dead, the others are not trusted either. */
  dropIdle(connectionKey: string): void {
    for (const socket of this.freeSockets[connectionKey] ?? []) socket.destroy();
  }
}

/** Node calls back with an error alone; its types ask for a stream beside it. */
function fail(callback: (error: Error | null, stream: Duplex) => void, error: Error): void {
  Reflect.apply(callback, undefined, [error]);
}

/** Request options reach the agent as they were given, with what Node adds to them. */
function orderIn(options: object | undefined): ConnectionOrder {
  if (options === undefined || !('connectionOrder' in options)) throw new Error('not our request');
  const { connectionOrder } = options;
  if (!isConnectionOrder(connectionOrder)) throw new Error('not our request');
  return connectionOrder;
}

function isConnectionOrder(value: unknown): value is ConnectionOrder {
  return typeof value === 'object' && value !== null && 'connectionKey' in value && 'dial' in value;
}
