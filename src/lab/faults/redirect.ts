import { labPaths } from '../ca/lab-address.ts';
import { deliverWhole } from '../responder/deliver.ts';
import type { Fault } from './fault.ts';

/** The right answer is elsewhere, and whoever follows gets it there. */
export const redirect: Fault = {
  id: 'redirect',
  title: 'Redirect',
  what: 'Sends HTTP 307 to another path, where the right answer is given.',
  instruction: 'Conclude nothing; if followed, every limit and address rule holds there too.',
  kind: 'http',
  scope: 'responder-or-certificate',
  effect: {
    at: 'delivery',
    deliver: (response, reply) => {
      const path = response.req.url ?? '';
      if (path.startsWith(labPaths.moved)) return deliverWhole(response, reply);
      const headers = { ...reply.headers, location: `${labPaths.moved}${path}` };
      return deliverWhole(response, { ...reply, status: 307, headers, body: new Uint8Array(0) });
    },
  },
};
