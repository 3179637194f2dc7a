import type { RevocationStatus } from './verdict.ts';

/** A TLS server to look at. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** The name to ask for (SNI); null asks for the host where that is a name. */
  readonly serverName: string | null;
}

/** A certificate by its fingerprint, and what a person calls it. */
export interface NamedCertificate {
  readonly fingerprint: string;
  readonly label: string;
}

/** What a TLS server sent in its handshake, and what is to be thought of it. */
export interface ServerReport {
  /** `host:port`; the origin of what was sent. */
  readonly address: string;
  readonly serverName: string | null;
  /** null through a proxy. */
  readonly remoteAddress: string | null;
  /** null where the handshake was not finished. */
  readonly protocol: string | null;
  readonly cipher: string | null;
  /** Why the handshake ended early although certificates came: a server that wants a client certificate, say. */
  readonly brokenOff: string | null;
  /** The certificates as they were sent, in their order; those that cannot be read are not among them. */
  readonly sent: readonly NamedCertificate[];
  readonly unreadable: number;
  /** Whether the first of them is for the name or address that was asked for. */
  readonly isNamed: boolean;
  /** The chain as it is built, to a CA of this machine or a loaded one. */
  readonly built: {
    readonly outcome: 'trusted' | 'not-trusted';
    readonly path: readonly NamedCertificate[];
    /** Why it does not hold; null where it does. */
    readonly message: string | null;
  };
  /** The stapled OCSP response, judged; null where none was sent. */
  readonly stapled: {
    readonly objectId: string;
    readonly flowId: string;
    readonly status: RevocationStatus | null;
    readonly words: string;
  } | null;
}
