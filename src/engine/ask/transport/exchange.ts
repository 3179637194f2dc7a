import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type {
  HttpHeader,
  HttpRequestRecord,
  HttpResponseRecord,
  TransportError,
} from '#shared/model/transport.ts';
import type { ExchangeFailure, ExchangeRequest } from '../ports.ts';
import { type ConnectionAgent, DialError } from './connection-agent.ts';
import { type Lateness, startDeadlines } from './deadlines.ts';
import { type DialStep, dial } from './dial.ts';
import { withExtraHeaders } from './extra-headers.ts';
import type { NetworkRule } from './network-rule.ts';
import { type HttpProxy, proxyRefusal } from './proxy.ts';
import { createReceipt, type Receipt } from './receipt.ts';
import type { Lookup } from './resolve-host.ts';
import type { ResponderTarget } from './responder-target.ts';

/** One exchange with all that it works with. */
export interface ExchangeOrder {
  readonly limits: ExchangeRequest;
  readonly http: HttpRequestRecord;
  /** With their values, which `http` may not have. */
  readonly extraHeaders: readonly HttpHeader[];
  readonly target: ResponderTarget;
  readonly proxy: HttpProxy | null;
  readonly rule: NetworkRule;
  readonly clock: Clock;
  readonly lookup: Lookup;
  readonly extraTrust: readonly string[];
  readonly agent: ConnectionAgent;
}

type Outcome = Result<HttpResponseRecord, ExchangeFailure>;

/**
 * Sends one HTTP request and reads its answer within the limits. A request whose kept connection turns out
 * to be dead before a byte came back is sent once more over a new one.
 */
export function runExchange(order: ExchangeOrder, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const receipt = createReceipt(order.clock, order.limits.maxResponseBytes);
    /** Made when a connection is: most exchanges have one already. */
    let dial: AbortController | null = null;
    const dialling = () => {
      dial ??= new AbortController();
      return dial;
    };
    let sending: ClientRequest | null = null;
    let attempts = 0;
    let isSettled = false;

    const settle = (error: TransportError | null) => {
      if (isSettled) return;
      isSettled = true;
      deadlines.clear();
      signal.removeEventListener('abort', cancel);
      if (error !== null) {
        dial?.abort();
        sending?.destroy();
      }
      resolve(concludeExchange(receipt, order, error));
    };
    const cancel = () => settle({ code: 'cancelled' });
    const deadlines = startDeadlines(order.limits, (late) => settle(timeOut(late, receipt)));
    const send = () => {
      attempts += 1;
      sending = startRequest(order, {
        receipt,
        signal: () => dialling().signal,
        onDialling: deadlines.connecting,
        onConnected: deadlines.connected,
        onComplete: () => settle(null),
        onFailed: (error, isStale) => {
          if (isSettled || !isStale || attempts > 1) {
            settle(error);
            return;
          }
          order.agent.dropIdle(connectionKey(order));
          send();
        },
      });
    };

    signal.addEventListener('abort', cancel);
    if (signal.aborted) cancel();
    else send();
  });
}

interface RequestWatcher {
  readonly receipt: Receipt;
  /** Aborted where the exchange ends before there is a connection. */
  readonly signal: () => AbortSignal;
  readonly onDialling: () => void;
  readonly onConnected: () => void;
  /** `isStale`: the connection was a kept one, and it died before a byte of the answer. */
  readonly onFailed: (error: TransportError, isStale: boolean) => void;
  readonly onComplete: () => void;
}

function startRequest(order: ExchangeOrder, watcher: RequestWatcher): ClientRequest {
  const { http, target, proxy, agent } = order;
  const { receipt, onFailed } = watcher;
  const options = {
    agent,
    // How a connection is secured is the dialling's affair; the agent need not work a name out.
    servername: '',
    method: http.method,
    path: proxy !== null && target.security === 'plain' ? http.url : pathIn(http.url),
    headers: headersToSend(order),
    setDefaultHeaders: false,
    connectionOrder: {
      connectionKey: connectionKey(order),
      dial: () => dialFor(order, watcher),
    },
  };
  const sending = request(options);
  let readBefore = 0;
  let socket: Socket | null = null;
  sending.once('socket', (given) => {
    socket = given;
    readBefore = given.bytesRead;
    watcher.onConnected();
  });
  sending.once('response', (message) => receive(message, order, watcher));
  sending.once('upgrade', (message: IncomingMessage, upgraded: Socket) => {
    receipt.begin(message);
    upgraded.destroy();
    watcher.onComplete();
  });
  sending.on('error', (error) => {
    const gotNothing = socket === null || socket.bytesRead === readBefore;
    onFailed(describeRequestError(error, receipt), sending.reusedSocket && gotNothing);
  });
  sending.end(http.method === 'POST' ? http.ocspRequest : undefined);
  return sending;
}

/** Path and query of an absolute URL without fragment, as it is written. */
function pathIn(url: string): string {
  const path = url.indexOf('/', url.indexOf('://') + 3);
  return path === -1 ? '/' : url.slice(path);
}

function dialFor(order: ExchangeOrder, watcher: RequestWatcher) {
  const { receipt } = watcher;
  const signal = watcher.signal();
  watcher.onDialling();
  const { target, proxy, rule, lookup, extraTrust } = order;
  const onStep = (step: DialStep) => receipt.mark(step);
  return dial({ target, proxy, rule, lookup, extraTrust, onStep }, signal).then((dialled) => {
    if (dialled.ok && signal.aborted) dialled.value.destroy();
    return dialled;
  });
}

function receive(
  message: IncomingMessage,
  { limits }: ExchangeOrder,
  { receipt, onFailed, onComplete }: RequestWatcher,
): void {
  receipt.begin(message);
  const tooLarge: TransportError = {
    code: 'response-too-large',
    limitBytes: limits.maxResponseBytes,
  };
  const announced = receipt.expectedBytes();
  if (message.statusCode === 200 && announced !== null && announced > limits.maxResponseBytes) {
    onFailed(tooLarge, false);
    return;
  }
  message.on('data', (chunk: Buffer) => {
    if (receipt.take(chunk) === 'over-limit') onFailed(tooLarge, false);
  });
  message.once('end', onComplete);
  // Cut off before its end: the message is aborted, whatever the reason.
  message.on('error', () => onFailed(receipt.lost(), false));
}

function timeOut({ of, afterMs }: Lateness, receipt: Receipt): TransportError {
  return of === 'connection'
    ? { code: 'connect-timed-out', afterMs }
    : { code: 'response-timed-out', afterMs, receivedBytes: receipt.receivedBytes() };
}

/** The result of an exchange: an answer other than 200 stands, even if the rest of it did not come. */
function concludeExchange(
  receipt: Receipt,
  order: ExchangeOrder,
  error: TransportError | null,
): Outcome {
  const response = receipt.record();
  if (response === null) return err({ error: error ?? receipt.lost(), response });
  if (error?.code === 'cancelled') return err({ error, response });
  const failure = proxyRefusal(response.status, order.proxy) ?? statusError(response) ?? error;
  if (failure !== null) return err({ error: failure, response });
  if (response.body.length > 0) return ok(response);
  const { contentType } = response;
  return err({ error: { code: 'response-empty', contentType }, response });
}

function statusError({ status, statusText, headers }: HttpResponseRecord): TransportError | null {
  if (status === 200) return null;
  const location = headers.find(({ name }) => name.toLowerCase() === 'location')?.value ?? null;
  const isRedirect = [301, 302, 303, 307, 308].includes(status);
  return isRedirect
    ? { code: 'redirected', status, location }
    : { code: 'http-status', status, statusText };
}

function describeRequestError(error: Error, receipt: Receipt): TransportError {
  if (error instanceof DialError) return error.failure;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { code: 'http-malformed', detail: 'its headers are larger than 16 KiB' };
  }
  if (code.startsWith('HPE_')) {
    return { code: 'http-malformed', detail: error.message.replace(/^Parse Error:\s*/, '') };
  }
  return receipt.lost();
}

function headersToSend(order: ExchangeOrder): Record<string, string> {
  const { http, extraHeaders, target, proxy } = order;
  const headers: Record<string, string> = {};
  for (const { name, value } of withExtraHeaders(http.headers, extraHeaders)) headers[name] = value;
  if (proxy === null || proxy.authorization === null || target.security === 'tls') return headers;
  return { ...headers, 'Proxy-Authorization': proxy.authorization };
}

/** Everything that a connection rests on, so that a rule that has changed since never sees an old connection. */
function connectionKey({ target, proxy, rule }: ExchangeOrder): string {
  const via = proxy === null ? 'direct' : `${proxy.label} ${proxy.authorization}`;
  return [target.security, target.host, target.port, via, rule.mode, rule.addressPolicy].join('|');
}
