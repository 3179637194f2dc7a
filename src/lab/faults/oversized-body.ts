import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { begin, type Delivered, type HttpReply } from '../responder/deliver.ts';
import type { Fault } from './fault.ts';

const mostBytes = 10 * 1_048_576;

/** An answer that does not end. */
export const oversizedBody: Fault = {
  id: 'oversized-body',
  title: 'Oversized body',
  what: 'Sends the right answer and goes on to 10 MiB, without announcing a length.',
  instruction: 'Stop reading at the size limit and conclude nothing.',
  kind: 'http',
  scope: 'responder-or-certificate',
  effect: { at: 'delivery', deliver },
};

async function deliver(response: ServerResponse, reply: HttpReply): Promise<Delivered> {
  begin(response, reply, null);
  let sent = 0;
  const chunks = function* () {
    const zeros = Buffer.alloc(65_536);
    for (let chunk = Buffer.from(reply.body); sent < mostBytes; chunk = zeros) {
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
