import type { Fault } from './fault.ts';

/** The port is closed. */
export const refuseConnection: Fault = {
  id: 'refuse-connection',
  title: 'Refuse connection',
  what: 'The port is closed: nobody accepts connections there.',
  instruction: 'Conclude nothing and leave the decision to the fallback, without delay.',
  kind: 'transport',
  // It acts before the question is known.
  scope: 'responder',
  effect: { at: 'port' },
};
