import { dayMs, type Fault } from './fault.ts';

/** An answer whose time has not come. */
export const future: Fault = {
  id: 'future',
  title: 'From the future',
  what: 'Sends an answer whose thisUpdate is tomorrow.',
  instruction: 'Refuse: thisUpdate may not be later than now and the allowed skew.',
  kind: 'response',
  scope: 'responder-or-certificate',
  effect: {
    at: 'answer',
    times: (now, nextUpdateSeconds) => {
      const thisUpdate = now + dayMs;
      const nextUpdate = nextUpdateSeconds === null ? null : thisUpdate + nextUpdateSeconds * 1000;
      return { producedAt: now, thisUpdate, nextUpdate };
    },
  },
};
