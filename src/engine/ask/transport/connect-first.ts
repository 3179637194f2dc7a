import { connect, isIPv6, type Socket } from 'node:net';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { TransportError } from '#shared/model/transport.ts';

/** How long one address is waited for before the next is tried beside it (RFC 8305 §5). */
const staggerMs = 250;

const words = new Map([
  ['ENETUNREACH', 'the network is unreachable'],
  ['EHOSTUNREACH', 'the host is unreachable'],
  ['EADDRNOTAVAIL', 'this machine has no address of that kind'],
  ['ETIMEDOUT', 'the host did not respond'],
  ['EACCES', 'the operating system does not permit it'],
  ['EPERM', 'the operating system does not permit it'],
  ['ECONNRESET', 'the connection was reset'],
  ['EMFILE', 'too many connections are open'],
]);

/**
 * Connects to the first of these addresses that accepts, trying them one after another without waiting for
 * the slow (RFC 8305). Literal addresses only: nothing is looked up here. The error is the first address's.
 */
export function connectFirst(
  addresses: readonly string[],
  port: number,
  signal: AbortSignal,
): Promise<Result<Socket, TransportError>> {
  return new Promise((resolve) => {
    const waiting = interleaveFamilies(addresses);
    const attempts = new Set<Socket>();
    let firstError: TransportError | null = null;
    let stagger: NodeJS.Timeout | undefined;

    const settle = (result: Result<Socket, TransportError>) => {
      clearTimeout(stagger);
      signal.removeEventListener('abort', abandon);
      for (const socket of attempts) socket.destroy();
      attempts.clear();
      waiting.length = 0;
      resolve(result);
    };
    const abandon = () => settle(err({ code: 'cancelled' }));
    const tryNext = () => {
      clearTimeout(stagger);
      const address = waiting.shift();
      if (address === undefined) {
        if (attempts.size === 0) settle(err(firstError ?? { code: 'cancelled' }));
        return;
      }
      const socket = connect({ host: address, port, noDelay: true });
      attempts.add(socket);
      // It stays to the end: an attempt that lost may still report an error while it is destroyed.
      socket.on('error', (error) => {
        if (!attempts.delete(socket)) return;
        firstError ??= describeConnectError(error, address, port);
        tryNext();
      });
      socket.once('connect', () => {
        attempts.delete(socket);
        settle(ok(socket));
      });
      if (waiting.length > 0) stagger = setTimeout(tryNext, staggerMs);
    };

    if (signal.aborted) {
      resolve(err({ code: 'cancelled' }));
      return;
    }
    signal.addEventListener('abort', abandon);
    tryNext();
  });
}

function describeConnectError(error: Error, address: string, port: number): TransportError {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ECONNREFUSED') return { code: 'connection-refused', address, port };
  return { code: 'connection-failed', address, port, detail: words.get(code) ?? error.message };
}

/** Alternates the families, beginning with the one that the resolver puts first (RFC 8305 §4). */
function interleaveFamilies(addresses: readonly string[]): string[] {
  const [first = ''] = addresses;
  const leading = addresses.filter((address) => isIPv6(address) === isIPv6(first));
  const other = addresses.filter((address) => isIPv6(address) !== isIPv6(first));
  const turns = Math.max(leading.length, other.length);
  return Array.from({ length: turns }, (_, turn) => [
    ...leading.slice(turn, turn + 1),
    ...other.slice(turn, turn + 1),
  ]).flat();
}
