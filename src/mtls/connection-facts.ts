import { isIPv6, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { ConnectionFacts } from '#shared/flow/steps/certificate-presented.ts';

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
  return addressOf(remoteAddress, remotePort);
}

/** A client's own end, in the words in which its server sees it; null where there is no connection. */
export function localAddressOf({ localAddress, localPort }: Socket): string | null {
  return addressOf(localAddress, localPort);
}

function addressOf(address: string | undefined, port: number | undefined): string | null {
  if (address === undefined || port === undefined) return null;
  // A socket for both families gives an IPv4 peer as an IPv6 address that embeds it.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return `${isIPv6(plain) ? `[${plain}]` : plain}:${port}`;
}
