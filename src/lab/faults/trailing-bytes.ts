import type { Fault } from './fault.ts';

const extra = 16;

/** The right answer with something behind it. */
export const trailingBytes: Fault = {
  id: 'trailing-bytes',
  title: 'Trailing bytes',
  what: 'Sends the right answer and 16 octets more.',
  instruction: 'Refuse the message: nothing may follow the OCSPResponse.',
  kind: 'http',
  scope: 'responder-or-certificate',
  effect: {
    at: 'reply',
    change: (reply) => ({ ...reply, body: Buffer.concat([reply.body, Buffer.alloc(extra)]) }),
  },
};
