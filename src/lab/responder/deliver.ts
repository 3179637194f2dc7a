import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FaultEffect } from '../faults/fault.ts';

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

/** Sends a reply, spoiled by a fault if that is one of delivery. Resolves when all is sent or the connection is gone. */
export function deliver(
  response: ServerResponse,
  reply: HttpReply,
  effect: FaultEffect | null,
): Promise<Delivered> {
  if (effect?.at === 'delivery') return effect.deliver(response, reply);
  return deliverWhole(response, effect?.at === 'reply' ? effect.change(reply) : reply);
}

/** Writes status line and headers; a length of null is not announced. */
export function begin(response: ServerResponse, reply: HttpReply, length: number | null): void {
  response.writeHead(reply.status, {
    'content-type': reply.contentType,
    // What is revoked in the lab is to show at once, whatever stands between.
    'cache-control': 'no-store',
    ...(length === null ? {} : { 'content-length': String(length) }),
    ...reply.headers,
  });
}

/** Sends a reply as it stands. */
export async function deliverWhole(response: ServerResponse, reply: HttpReply): Promise<Delivered> {
  begin(response, reply, reply.body.length);
  const closed = gone(response);
  response.end(reply.body);
  await closed;
  return { httpStatus: reply.status, bytes: reply.body.length };
}

/** Resolves when the response is sent to its end or its connection is closed. */
export async function gone(response: ServerResponse): Promise<void> {
  if (!response.closed) await once(response, 'close');
}
