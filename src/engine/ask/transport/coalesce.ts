import { base64Of } from '#pki/octets.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';
import type { ExchangeFailure, ExchangeRequest, Transport } from '../ports.ts';

type Outcome = Result<HttpResponseRecord, ExchangeFailure>;

/** A transport on which identical requests in flight share one exchange. */
export interface CoalescingTransport extends Transport {
  /** How many requests joined an exchange that another had begun. */
  coalescedCount(): number;
}

interface Flight {
  readonly outcome: Promise<Outcome>;
  readonly abort: () => void;
  waiters: number;
}

/**
 * Lets requests that are alike in every octet and limit wait for one exchange. Whoever joins later has his
 * answer within his own time limit, since the exchange began before he did. A waiter that goes away cancels
 * nothing for others; the exchange ends when all have gone.
 */
export function coalesce(inner: Transport): CoalescingTransport {
  const flights = new Map<string, Flight>();
  let coalesced = 0;

  const begin = (key: string, request: ExchangeRequest): Flight => {
    const controller = new AbortController();
    const flight: Flight = {
      outcome: inner.exchange(request, controller.signal).finally(() => land(key, flight)),
      abort: () => controller.abort(),
      waiters: 0,
    };
    flights.set(key, flight);
    return flight;
  };
  const land = (key: string, flight: Flight) => {
    if (flights.get(key) === flight) flights.delete(key);
  };

  return {
    prepare: (request) => inner.prepare(request),
    exchange: async (request, signal) => {
      if (signal.aborted) return err({ error: { code: 'cancelled' }, response: null });
      const key = flightKey(request);
      const joined = flights.get(key);
      if (joined !== undefined) coalesced += 1;
      const flight = joined ?? begin(key, request);
      flight.waiters += 1;
      const outcome = await untilAborted(flight.outcome, signal);
      flight.waiters -= 1;
      if (outcome !== 'aborted') return joined === undefined ? outcome : asShared(outcome);
      if (flight.waiters === 0) {
        land(key, flight);
        flight.abort();
      }
      return err({ error: { code: 'cancelled' }, response: null });
    },
    coalescedCount: () => coalesced,
  };
}

function flightKey(request: ExchangeRequest): string {
  return [
    request.uriSource,
    request.method,
    request.connectTimeoutMs,
    request.totalTimeoutMs,
    request.maxResponseBytes,
    request.addressPolicy,
    base64Of(request.ocspRequest),
    request.uri,
  ].join(' ');
}

function untilAborted(
  outcome: Promise<Outcome>,
  signal: AbortSignal,
): Promise<Outcome | 'aborted'> {
  return new Promise((resolve, reject) => {
    const abort = () => resolve('aborted');
    signal.addEventListener('abort', abort, { once: true });
    outcome.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function asShared(outcome: Outcome): Outcome {
  if (outcome.ok) return ok({ ...outcome.value, shared: true });
  const { error, response } = outcome.error;
  return err({ error, response: response === null ? null : { ...response, shared: true } });
}
