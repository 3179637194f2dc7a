import type { ServerResponse } from 'node:http';
import { begin, type Delivered, gone, type HttpReply } from '../responder/deliver.ts';
import type { Fault } from './fault.ts';

/** The connection ends in the middle of the answer. */
export const truncatedBody: Fault = {
  id: 'truncated-body',
  title: 'Truncated body',
  what: 'Announces the whole answer, sends half and closes the connection.',
  instruction: 'Conclude nothing from half an answer.',
  kind: 'http',
  scope: 'responder-or-certificate',
  effect: { at: 'delivery', deliver },
};

async function deliver(response: ServerResponse, reply: HttpReply): Promise<Delivered> {
  begin(response, reply, reply.body.length);
  const half = reply.body.subarray(0, Math.floor(reply.body.length / 2));
  const closed = gone(response);
  response.write(half, () => response.destroy());
  await closed;
  return { httpStatus: reply.status, bytes: half.length };
}
