import { createHttpTransport, type HttpTransport } from '#engine/ask/transport/http-transport.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { NetworkPlan } from './arguments/network-options.ts';

/** The transport of a command: it goes where `networkOptions` let it, and by their proxy and headers. */
export function createNetworkTransport(
  { network, proxy, headers }: NetworkPlan,
  { clock, version }: { readonly clock: Clock; readonly version: string },
): HttpTransport {
  return createHttpTransport({
    clock,
    network: () => network,
    proxy,
    headers: () => headers,
    version,
  });
}
