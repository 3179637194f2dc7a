import type { Fault } from './fault.ts';

const octets = new TextEncoder().encode('This is no OCSPResponse, whatever its label says.\n');

/** HTTP says that all is well, and what comes is something else. */
export const garbage: Fault = {
  id: 'garbage',
  title: 'Garbage',
  what: 'Sends octets that are no OCSPResponse under HTTP 200 with the right label.',
  instruction: 'Conclude nothing from what cannot be decoded, and say at which octet it fails.',
  kind: 'http',
  scope: 'responder-or-certificate',
  effect: { at: 'reply', change: (reply) => ({ ...reply, body: octets }) },
};
