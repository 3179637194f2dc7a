import { isIPv6, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { ConnectionFacts } from '#shared/flow/flow.ts';

/** What is true of a connection whatever is sent over it. */
export type ConnectionBase = Omit<ConnectionFacts, 'requestNumber' | 'clientGuess'>;

/** Reads what the handshake came to; cipher suites have their IANA names in both runtimes. */
export function connectionBaseOf(socket: TLSSocket): ConnectionBase {
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher()?.standardName ?? '',
    peerAddress: peerAddressOf(socket) ?? '',
    session: socket.isSessionReused() ? 'resumed' : 'new',
  };
}

/** `127.0.0.1:50000`, `[::1]:50000`; null where the client has gone already. */
export function peerAddressOf({ remoteAddress, remotePort }: Socket): string | null {
  if (remoteAddress === undefined) return null;
  const host = isIPv6(remoteAddress) ? `[${remoteAddress}]` : remoteAddress;
  return `${host}:${remotePort}`;
}
