import type { Socket } from 'node:net';
import type { Clock } from '#shared/model/ports.ts';

/** What a client proves itself with, as PEM: its certificate first, then those that lead to its root. */
export interface ClientIdentity {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** Whom the built-in client visits, as whom, and how long it waits. */
export interface ClientOptions {
  /** An IP address, or a name that the server's certificate is for. */
  readonly host: string;
  readonly port: number;
  /** The IP address to connect to, where it was looked up already. */
  readonly address?: string;
  /** What is asked for, with its query; `/` by default. */
  readonly path?: string;
  /** null presents no certificate. */
  readonly identity: ClientIdentity | null;
  /** PEM of the CAs that the server must lead to; null takes those of the runtime. */
  readonly trustedPem: string | null;
  readonly protocol: 'any' | 'TLSv1.2' | 'TLSv1.3';
  /** From an earlier visit, to be resumed; null for a full handshake. */
  readonly session: Uint8Array | null;
  /** For the connection with its handshake, and for each answer. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Told of the connection as soon as there is one, before TLS: by it the server's flow is known. */
  readonly onConnected?: (socket: Socket) => void;
}

/** Octets of an answer's body that the client keeps. */
export const keptBodyBytes = 65_536;
