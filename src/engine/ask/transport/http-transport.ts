import type { NetworkMode } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { HttpHeader, HttpRequestRecord, TransportError } from '#shared/model/transport.ts';
import type { ExchangeRequest, Transport } from '../ports.ts';
import { ConnectionAgent } from './connection-agent.ts';
import { runExchange } from './exchange.ts';
import { createHttpRequest } from './http-method.ts';
import { isLoopbackHost } from './network-rule.ts';
import { type HttpProxy, parseProxy } from './proxy.ts';
import { type Lookup, lookupWithSystem } from './resolve-host.ts';
import { parseResponderUri, type ResponderTarget } from './responder-target.ts';

/** What the transport is given; `network`, `proxy`, `headers` and `extraTrust` are read anew for each exchange. */
export interface HttpTransportOptions {
  readonly clock: Clock;
  readonly network: () => NetworkMode;
  /** `http://[user:password@]host:port` for a responder that is not on this machine; null or empty for none. */
  readonly proxy: (target: ResponderTarget) => string | null;
  /** Headers to send besides ours, or in place of those of the same name; none by default. */
  readonly headers?: () => readonly HttpHeader[];
  /** Resolves names; the operating system does by default. */
  readonly lookup?: Lookup;
  /** PEM certificates that https responders may lead to besides the CAs of the runtime; none by default. */
  readonly extraTrust?: () => readonly string[];
  /** For the User-Agent header; left out by default. */
  readonly version?: string;
}

/** A transport over real sockets. */
export interface HttpTransport extends Transport {
  /** Closes idle connections; those in use end with their exchange. */
  close(): void;
}

/**
 * Asks responders over http and https, directly or through a proxy. Connections are kept for four idle
 * seconds, which never keep the process alive.
 */
export function createHttpTransport(options: HttpTransportOptions): HttpTransport {
  const { clock, network, lookup = lookupWithSystem, version } = options;
  const { extraTrust = () => [], headers = () => [] } = options;
  const agent = new ConnectionAgent();
  const userAgent = version === undefined ? 'revoscope' : `revoscope/${version}`;

  const requestTo = (target: ResponderTarget, { method, ocspRequest }: ExchangeRequest) =>
    createHttpRequest({ target, method, ocspRequest, userAgent, extraHeaders: headers() });
  return {
    prepare: (request): Result<HttpRequestRecord, TransportError> => {
      const target = parseResponderUri(request.uri);
      return target.ok ? ok(requestTo(target.value, request)) : target;
    },
    exchange: async (request, signal) => {
      const target = parseResponderUri(request.uri);
      if (!target.ok) return err({ error: target.error, response: null });
      const proxy = proxyFor(target.value, options.proxy(target.value));
      if (!proxy.ok) return err({ error: proxy.error, response: null });
      const isConfigured = request.uriSource === 'configuration';
      const order = {
        limits: request,
        http: requestTo(target.value, request),
        extraHeaders: headers(),
        target: target.value,
        proxy: proxy.value,
        rule: { mode: network(), addressPolicy: isConfigured ? 'any' : request.addressPolicy },
        clock,
        lookup,
        extraTrust: extraTrust(),
        agent,
      } as const;
      return runExchange(order, signal);
    },
    close: () => agent.destroy(),
  };
}

/** What is on this machine is never asked through a proxy. */
function proxyFor(
  target: ResponderTarget,
  setting: string | null,
): Result<HttpProxy | null, TransportError> {
  if (setting === null || setting.trim() === '' || isLoopbackHost(target.host)) return ok(null);
  return parseProxy(setting);
}
