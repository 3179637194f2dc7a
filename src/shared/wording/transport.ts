import { assertNever } from '../model/result.ts';
import type { TransportError } from '../model/transport.ts';
import { toReadableDuration } from './time.ts';

/** How far a failed exchange got: whether the responder was reached, and whether anything came back. */
export type ExchangeReach = 'not-sent' | 'not-answered' | 'answered';

/** A failed exchange in the few words that fit on an arrow, and where that arrow ends. */
export interface TransportErrorWords {
  readonly short: string;
  readonly reach: ExchangeReach;
}

/** Says in a few words why no usable HTTP response came. */
export function describeTransportError(error: TransportError): TransportErrorWords {
  switch (error.code) {
    case 'uri-invalid':
      return { reach: 'not-sent', short: 'URI not valid' };
    case 'uri-scheme-unsupported':
      return { reach: 'not-sent', short: `${error.scheme} not supported` };
    case 'network-refused':
      return { reach: 'not-sent', short: error.mode === 'offline' ? 'offline' : 'loopback only' };
    case 'address-refused':
      return { reach: 'not-sent', short: 'refused by the address policy' };
    case 'name-not-resolved':
      return { reach: 'not-sent', short: 'name not resolved' };
    case 'connection-refused':
      return { reach: 'not-sent', short: 'connection refused' };
    case 'connection-failed':
      return { reach: 'not-sent', short: 'connection failed' };
    case 'connect-timed-out':
      return { reach: 'not-sent', short: `no connection in ${toReadableDuration(error.afterMs)}` };
    case 'tls-failed':
      return { reach: 'not-sent', short: 'TLS failed' };
    case 'proxy-failed':
      return { reach: 'not-sent', short: 'proxy failed' };
    case 'response-timed-out':
      return { reach: 'not-answered', short: `no answer in ${toReadableDuration(error.afterMs)}` };
    case 'cancelled':
      return { reach: 'not-answered', short: 'cancelled' };
    case 'connection-lost':
      return {
        reach: error.receivedBytes > 0 ? 'answered' : 'not-answered',
        short: 'connection lost',
      };
    case 'http-malformed':
      return { reach: 'answered', short: 'not HTTP' };
    case 'redirected':
      return { reach: 'answered', short: `HTTP ${error.status} redirect` };
    case 'http-status':
      return { reach: 'answered', short: `HTTP ${error.status}` };
    case 'response-empty':
      return { reach: 'answered', short: 'empty answer' };
    case 'response-too-large':
      return { reach: 'answered', short: 'answer too large' };
    default:
      return assertNever(error);
  }
}
