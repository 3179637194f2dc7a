import { isIP, type Socket } from 'node:net';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { TransportError } from '#shared/model/transport.ts';
import { connectFirst } from './connect-first.ts';
import { type NetworkRule, refuseHost } from './network-rule.ts';
import { type HttpProxy, openTunnel } from './proxy.ts';
import { type Lookup, resolveHost } from './resolve-host.ts';
import type { ResponderTarget } from './responder-target.ts';
import { secure } from './secure.ts';

/** What a connection to a responder needs. */
export interface DialOrder {
  readonly target: ResponderTarget;
  /** null connects directly. */
  readonly proxy: HttpProxy | null;
  readonly rule: NetworkRule;
  readonly lookup: Lookup;
  /** PEM certificates that are trusted for https besides those of the machine. */
  readonly extraTrust: readonly string[];
  /** Told each step as it is reached; a step that is not needed is not told. */
  readonly onStep: (step: DialStep) => void;
}

export type DialStep = 'lookedUp' | 'connected' | 'secured';

/**
 * Opens a connection that is ready for an HTTP request. The rule is applied to the very addresses that are
 * then connected to, so a name cannot lead elsewhere between the check and the connection.
 */
export async function dial(
  order: DialOrder,
  signal: AbortSignal,
): Promise<Result<Socket, TransportError>> {
  const { target, extraTrust, onStep } = order;
  const connected = await connectTo(order, signal);
  if (!connected.ok || target.security === 'plain') return connected;
  const secured = await secure(connected.value, { host: target.host, extraTrust }, signal);
  if (secured.ok) onStep('secured');
  return secured;
}

/** The same up to TLS: a connection to the target itself, or a tunnel to it where it is to be secured. */
export async function connectTo(
  order: Omit<DialOrder, 'extraTrust'>,
  signal: AbortSignal,
): Promise<Result<Socket, TransportError>> {
  const { target, proxy, rule } = order;
  const refused = refuseHost(target.host, rule);
  if (refused !== null) return err(refused);
  return proxy === null ? connectDirectly(order, signal) : connectThrough(proxy, order, signal);
}

async function connectDirectly(
  { target, rule, lookup, onStep }: Omit<DialOrder, 'extraTrust'>,
  signal: AbortSignal,
): Promise<Result<Socket, TransportError>> {
  const resolved = await resolveHost(target.host, rule, lookup);
  if (!resolved.ok) return resolved;
  if (resolved.value.wasLookedUp) onStep('lookedUp');
  const connected = await connectFirst(resolved.value.addresses, target.port, signal);
  if (connected.ok) onStep('connected');
  return connected;
}

/**
 * Connects to the proxy. The proxy resolves the responder's name itself; where an address policy applies,
 * the name is resolved here first, which refuses what is known to be wrong but cannot bind the proxy.
 */
async function connectThrough(
  proxy: HttpProxy,
  order: Omit<DialOrder, 'extraTrust'>,
  signal: AbortSignal,
): Promise<Result<Socket, TransportError>> {
  const { target, rule, lookup, onStep } = order;
  if (rule.addressPolicy !== 'any' || isIP(target.host) !== 0) {
    const resolved = await resolveHost(target.host, rule, lookup);
    if (!resolved.ok) return resolved;
    if (resolved.value.wasLookedUp) onStep('lookedUp');
  }
  const atProxy = await resolveHost(proxy.host, { ...rule, addressPolicy: 'any' }, lookup);
  const connected = atProxy.ok
    ? await connectFirst(atProxy.value.addresses, proxy.port, signal)
    : atProxy;
  if (!connected.ok) return err(describeProxyError(connected.error, proxy));
  const tunnelled =
    target.security === 'tls'
      ? await openTunnel(connected.value, { proxy, authority: authorityOf(target) }, signal)
      : ok(connected.value);
  if (tunnelled.ok) onStep('connected');
  return tunnelled;
}

function authorityOf({ url, port }: ResponderTarget): string {
  return `${url.hostname}:${port}`;
}

function describeProxyError(error: TransportError, proxy: HttpProxy): TransportError {
  const failed = (detail: string): TransportError => ({
    code: 'proxy-failed',
    proxy: proxy.label,
    detail,
  });
  switch (error.code) {
    case 'connection-refused':
      return failed('the connection was refused');
    case 'connection-failed':
    case 'name-not-resolved':
      return failed(error.detail);
    default:
      return error;
  }
}
