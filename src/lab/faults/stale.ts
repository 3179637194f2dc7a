import { type Fault, hourMs } from './fault.ts';

/** An answer whose time is over. */
export const stale: Fault = {
  id: 'stale',
  title: 'Stale',
  what: 'Sends an answer of twelve hours ago, good for one hour.',
  instruction: 'Refuse: nextUpdate has passed, and newer information was promised by then.',
  kind: 'response',
  scope: 'responder-or-certificate',
  effect: {
    at: 'answer',
    times: (now) => {
      const then = now - 12 * hourMs;
      return { producedAt: then, thisUpdate: then, nextUpdate: then + hourMs };
    },
  },
};
