import type { Fault } from './fault.ts';

/** The right answer under a wrong label. */
export const wrongContentType: Fault = {
  id: 'wrong-content-type',
  title: 'Wrong content type',
  what: 'Sends the right answer labelled text/html.',
  instruction: 'Judge the signed octets, not their label, and report the label.',
  kind: 'http',
  scope: 'responder-or-certificate',
  effect: { at: 'reply', change: (reply) => ({ ...reply, contentType: 'text/html' }) },
};
