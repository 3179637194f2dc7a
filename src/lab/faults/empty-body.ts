import type { Fault } from './fault.ts';

/** HTTP says that all is well, and nothing comes. */
export const emptyBody: Fault = {
  id: 'empty-body',
  title: 'Empty body',
  what: 'Sends HTTP 200 with the right label and no octet of body.',
  instruction: 'Conclude nothing: HTTP 200 is no answer to an OCSP request.',
  kind: 'http',
  scope: 'responder-or-certificate',
  effect: { at: 'reply', change: (reply) => ({ ...reply, body: new Uint8Array(0) }) },
};
