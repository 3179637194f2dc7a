import { once } from 'node:events';
import { isIP, isIPv6, type Server } from 'node:net';
import { classifyAddress } from '#engine/ask/transport/address-kind.ts';
import { isLoopbackHost } from '#engine/ask/transport/network-rule.ts';
import type { MtlsError, MtlsSettings } from '#shared/model/mtls.ts';
import { err, ok, type Result } from '#shared/model/result.ts';

/** Where a server is to listen. */
export interface ListenAddress {
  readonly host: string;
  readonly reach: 'this-machine' | 'network';
}

/** Checks the address before anything is opened: others may reach it only where a person has confirmed that. */
export function chooseAddress({ host, exposure }: MtlsSettings): Result<ListenAddress, MtlsError> {
  if (host === 'localhost') return ok({ host: '127.0.0.1', reach: 'this-machine' });
  if (isIP(host) === 0) return err({ code: 'address-invalid', host });
  if (isLoopbackHost(host)) return ok({ host, reach: 'this-machine' });
  return exposure === 'confirmed'
    ? ok({ host, reach: 'network' })
    : err({ code: 'address-not-confirmed', host });
}

/** Opens the port and says which it is. */
export async function listen(
  server: Server,
  host: string,
  port: number,
): Promise<Result<number, MtlsError>> {
  try {
    server.listen({ host, port });
    await once(server, 'listening');
  } catch (error) {
    return err(listenError(error, host, port));
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return ok(address.port);
}

/** The URL to type: an address that stands for all of them is no address to visit. */
export function urlOf(host: string, port: number): string {
  const isEvery = classifyAddress(host) === 'unspecified';
  const name = isEvery ? 'localhost' : isIPv6(host) ? `[${host}]` : host;
  return `https://${name}:${port}/`;
}

function listenError(error: unknown, host: string, port: number): MtlsError {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'EADDRINUSE':
      return { code: 'port-in-use', port };
    case 'EACCES':
      return { code: 'port-not-allowed', port };
    case 'EADDRNOTAVAIL':
      return { code: 'address-not-here', host };
    default: {
      const detail = error instanceof Error ? error.message : String(error);
      return { code: 'listen-failed', port, detail };
    }
  }
}
