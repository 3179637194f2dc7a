import type { ResponderExchange } from '#shared/model/lab.ts';
import { createThrottle, type EventHub } from '../events.ts';

/** Tells what the lab's responders answered, in batches: a thousand a second would drown the window. */
export interface Exchanges {
  add(exchange: ResponderExchange): void;
}

const interval = 100;
const mostAtOnce = 200;

export function createExchanges(hub: EventHub): Exchanges {
  let waiting: ResponderExchange[] = [];
  const tell = createThrottle(() => {
    hub.emit({ type: 'responder-exchanged', exchanges: waiting.slice(-mostAtOnce) });
    waiting = [];
  }, interval);
  return {
    add: (exchange) => {
      waiting.push(exchange);
      tell.request();
    },
  };
}
