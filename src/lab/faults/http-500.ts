import type { Fault } from './fault.ts';

/** The right answer under an HTTP error. */
export const http500: Fault = {
  id: 'http-500',
  title: 'HTTP 500',
  what: 'Sends the right answer under HTTP 500.',
  instruction: 'Take no answer from an HTTP error, whatever its body says.',
  kind: 'http',
  scope: 'responder-or-certificate',
  effect: { at: 'reply', change: (reply) => ({ ...reply, status: 500 }) },
};
