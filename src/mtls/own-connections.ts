import type { Socket } from 'node:net';
import { localAddressOf, peerAddressOf } from './connection-facts.ts';

/**
 * The connections that this very program has made. The server knows the built-in client by them: while a
 * connection is open no other program can have its address and port, whatever it says of itself.
 */
export interface OwnConnections {
  /** Notes a connection, on the client's side, until it is closed. */
  add(socket: Socket): void;
  /** Whether a connection, on the server's side, is one of them. */
  has(socket: Socket): boolean;
}

export function createOwnConnections(): OwnConnections {
  const addresses = new Set<string>();
  return {
    add: (socket) => {
      const address = localAddressOf(socket);
      if (address === null) return;
      addresses.add(address);
      socket.once('close', () => addresses.delete(address));
    },
    has: (socket) => {
      const address = peerAddressOf(socket);
      return address !== null && addresses.has(address);
    },
  };
}
