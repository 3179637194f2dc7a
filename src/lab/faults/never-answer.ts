import { gone } from '../responder/deliver.ts';
import type { Fault } from './fault.ts';

/** The request is taken, and nothing follows until the client goes. */
export const neverAnswer: Fault = {
  id: 'never-answer',
  title: 'Never answer',
  what: 'Takes the request and sends nothing, with the connection open.',
  instruction: 'Give up at the time limit; the status is undetermined and the fallback decides.',
  kind: 'transport',
  scope: 'responder-or-certificate',
  effect: {
    at: 'delivery',
    deliver: async (response) => {
      await gone(response);
      return { httpStatus: null, bytes: 0 };
    },
  },
};
