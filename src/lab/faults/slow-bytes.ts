import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { begin, type Delivered, type HttpReply } from '../responder/deliver.ts';
import type { Fault } from './fault.ts';

const intervalMs = 250;

/** The right answer, at a speed at which it never arrives. */
export const slowBytes: Fault = {
  id: 'slow-bytes',
  title: 'Slow bytes',
  what: 'Sends the right answer at four octets a second.',
  instruction: 'Hold the whole exchange to the time limit, however regularly octets arrive.',
  kind: 'transport',
  scope: 'responder-or-certificate',
  effect: { at: 'delivery', deliver },
};

async function deliver(response: ServerResponse, reply: HttpReply): Promise<Delivered> {
  begin(response, reply, reply.body.length);
  response.flushHeaders();
  let sent = 0;
  const isStopped = new AbortController();
  response.once('close', () => isStopped.abort());
  try {
    for (; sent < reply.body.length; sent++) {
      await delay(intervalMs, undefined, { signal: isStopped.signal });
      response.write(reply.body.subarray(sent, sent + 1));
    }
    response.end();
  } catch (error) {
    if (!isStopped.signal.aborted) throw error;
  }
  return { httpStatus: reply.status, bytes: sent };
}
