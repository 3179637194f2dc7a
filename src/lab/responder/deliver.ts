import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultId } from '#shared/model/lab.ts';

/** An HTTP response before any fault of delivery. */
export interface HttpReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** What was handed to the connection. */
export interface Delivered {
  /** null where not even a status line was sent. */
  readonly httpStatus: number | null;
  readonly bytes: number;
}

const oversizedBytes = 10 * 1_048_576;
const slowIntervalMs = 250;
const trailingBytes = 16;

/** Sends a reply, spoiled by `fault` if that is one of delivery. Resolves when all is sent or the connection is gone. */
export async function deliver(
  response: ServerResponse,
  reply: HttpReply,
  fault: FaultId | null,
): Promise<Delivered> {
  switch (fault) {
    case 'never-answer':
      await gone(response);
      return { httpStatus: null, bytes: 0 };
    case 'slow-bytes':
      return deliverSlowly(response, reply);
    case 'truncated-body':
      return deliverHalf(response, reply);
    case 'oversized-body':
      return deliverTooMuch(response, reply);
    case 'http-500':
      return deliverWhole(response, { ...reply, status: 500 });
    case 'wrong-content-type':
      return deliverWhole(response, { ...reply, contentType: 'text/html' });
    case 'trailing-bytes':
      return deliverWhole(response, {
        ...reply,
        body: Buffer.concat([reply.body, Buffer.alloc(trailingBytes)]),
      });
    default:
      return deliverWhole(response, reply);
  }
}

function begin(response: ServerResponse, reply: HttpReply, length: number | null): void {
  response.writeHead(reply.status, {
    'content-type': reply.contentType,
    // What is revoked in the lab is to show at once, whatever stands between.
    'cache-control': 'no-store',
    ...(length === null ? {} : { 'content-length': String(length) }),
    ...reply.headers,
  });
}

async function deliverWhole(response: ServerResponse, reply: HttpReply): Promise<Delivered> {
  begin(response, reply, reply.body.length);
  const closed = gone(response);
  response.end(reply.body);
  await closed;
  return { httpStatus: reply.status, bytes: reply.body.length };
}

async function deliverHalf(response: ServerResponse, reply: HttpReply): Promise<Delivered> {
  begin(response, reply, reply.body.length);
  const half = reply.body.subarray(0, Math.floor(reply.body.length / 2));
  const closed = gone(response);
  response.write(half, () => response.destroy());
  await closed;
  return { httpStatus: reply.status, bytes: half.length };
}

async function deliverSlowly(response: ServerResponse, reply: HttpReply): Promise<Delivered> {
  begin(response, reply, reply.body.length);
  response.flushHeaders();
  let sent = 0;
  const isStopped = new AbortController();
  response.once('close', () => isStopped.abort());
  try {
    for (; sent < reply.body.length; sent++) {
      await delay(slowIntervalMs, undefined, { signal: isStopped.signal });
      response.write(reply.body.subarray(sent, sent + 1));
    }
    response.end();
  } catch (error) {
    if (!isStopped.signal.aborted) throw error;
  }
  return { httpStatus: reply.status, bytes: sent };
}

async function deliverTooMuch(response: ServerResponse, reply: HttpReply): Promise<Delivered> {
  begin(response, reply, null);
  let sent = 0;
  const chunks = function* () {
    const zeros = Buffer.alloc(65_536);
    for (let chunk = Buffer.from(reply.body); sent < oversizedBytes; chunk = zeros) {
      sent += chunk.length;
      yield chunk;
    }
  };
  try {
    await pipeline(Readable.from(chunks()), response);
  } catch (error) {
    // A client that stops reading closes the connection: what this fault is there to see.
    if (!response.destroyed) throw error;
  }
  return { httpStatus: reply.status, bytes: sent };
}

/** Resolves when the response is sent to its end or its connection is closed. */
async function gone(response: ServerResponse): Promise<void> {
  if (!response.closed) await once(response, 'close');
}
