import { assertNever } from './result.ts';
import type { TransportError } from './transport.ts';
import { toReadableDuration } from './wording-time.ts';

/** How far a failed exchange got: whether the responder was ever reached, and whether bytes came back. */
export type ExchangeReach = 'not-sent' | 'not-answered' | 'answered';

/** A failed exchange in words: a few for a diagram, a sentence for a person, and how far it got. */
export interface TransportErrorWords {
  readonly short: string;
  readonly sentence: string;
  readonly reach: ExchangeReach;
}

/** Says why no usable HTTP response came. */
export function describeTransportError(error: TransportError): TransportErrorWords {
  switch (error.code) {
    case 'uri-invalid':
      return words(
        'not-sent',
        'URI not valid',
        `The responder URI ${error.uri} is not valid: ${error.detail}.`,
      );
    case 'uri-scheme-unsupported':
      return words(
        'not-sent',
        `${error.scheme} not supported`,
        `The responder URI ${error.uri} uses ${error.scheme}; only http and https are asked.`,
      );
    case 'network-refused':
      return words(
        'not-sent',
        error.mode === 'offline' ? 'offline, not sent' : 'network mode forbids it',
        error.mode === 'offline'
          ? `The network is set to offline, so ${error.host} was not asked.`
          : `The network is set to loopback only, and ${error.host} is not on loopback${error.address === null ? '' : ` (${error.address})`}.`,
      );
    case 'address-refused':
      return words(
        'not-sent',
        'address policy forbids it',
        `The address policy (${error.policy}) refuses ${error.address}, which ${error.host} from the certificate leads to.`,
      );
    case 'name-not-resolved':
      return words(
        'not-sent',
        'name not resolved',
        `The name ${error.host} cannot be resolved: ${error.detail}.`,
      );
    case 'connection-refused':
      return words(
        'not-sent',
        'connection refused',
        `${hostPort(error.address, error.port)} refused the connection: nothing listens there.`,
      );
    case 'connection-failed':
      return words(
        'not-sent',
        'connection failed',
        `The connection to ${hostPort(error.address, error.port)} failed: ${error.detail}.`,
      );
    case 'connect-timed-out':
      return words(
        'not-sent',
        `no connection in ${toReadableDuration(error.afterMs)}`,
        `No connection was made within ${toReadableDuration(error.afterMs)}.`,
      );
    case 'tls-failed':
      return words('not-sent', 'TLS failed', `TLS with ${error.host} failed: ${error.detail}.`);
    case 'proxy-failed':
      return words('not-sent', 'proxy failed', `The proxy ${error.proxy} failed: ${error.detail}.`);
    default:
      return describeAnswerError(error);
  }
}

type AnswerError = Extract<
  TransportError,
  {
    code:
      | 'response-timed-out'
      | 'connection-lost'
      | 'http-malformed'
      | 'redirected'
      | 'http-status'
      | 'response-empty'
      | 'response-too-large'
      | 'cancelled';
  }
>;

function describeAnswerError(error: AnswerError): TransportErrorWords {
  switch (error.code) {
    case 'response-timed-out':
      return words(
        'not-answered',
        `no answer in ${toReadableDuration(error.afterMs)}`,
        `The responder did not answer in full within ${toReadableDuration(error.afterMs)}${received(error.receivedBytes, null)}.`,
      );
    case 'connection-lost':
      return words(
        error.receivedBytes > 0 ? 'answered' : 'not-answered',
        'connection lost',
        `The connection was lost before the answer was complete${received(error.receivedBytes, error.expectedBytes)}.`,
      );
    case 'http-malformed':
      return words('answered', 'not HTTP', `The answer is not valid HTTP: ${error.detail}.`);
    case 'redirected':
      return words(
        'answered',
        `HTTP ${error.status} redirect`,
        `The responder redirects${error.location === null ? '' : ` to ${error.location}`} (HTTP ${error.status}); redirects are not followed.`,
      );
    case 'http-status':
      return words(
        'answered',
        `HTTP ${error.status}`,
        `The responder answered HTTP ${[error.status, error.statusText].join(' ').trim()}.`,
      );
    case 'response-empty':
      return words('answered', 'empty answer', 'The responder answered without a body.');
    case 'response-too-large':
      return words(
        'answered',
        'answer too large',
        `The answer is larger than the limit of ${error.limitBytes.toLocaleString('en')} bytes.`,
      );
    case 'cancelled':
      return words(
        'not-answered',
        'cancelled',
        'The check was cancelled before the responder answered.',
      );
    default:
      return assertNever(error);
  }
}

function words(reach: ExchangeReach, short: string, sentence: string): TransportErrorWords {
  return { reach, short, sentence };
}

function hostPort(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function received(bytes: number, expected: number | null): string {
  const of = expected === null ? '' : ` of ${expected.toLocaleString('en')}`;
  return bytes === 0 && expected === null ? '' : ` (${bytes.toLocaleString('en')}${of} bytes came)`;
}
