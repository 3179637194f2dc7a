import type { ListenError } from './lab.ts';
import type { DurationMs, EpochMs } from './time.ts';
import type { HttpHeader } from './transport.ts';
import type { Decision } from './verdict.ts';

/** What a denied client gets: a 403 with the reasons, or its connection closed without a word. */
export type DenialMode = 'answer' | 'close';

/** How often a connection is decided on. */
export type Recheck = 'each-request' | 'each-connection';

/** Where the mTLS server listens and how it treats its clients. `denial` and `recheck` count at once. */
export interface MtlsSettings {
  /** An IP address of this machine, or `localhost`. */
  readonly host: string;
  /** 0 takes any port that is free. */
  readonly port: number;
  /** An address that others can reach is opened only once a person has confirmed it. */
  readonly exposure: 'loopback-only' | 'confirmed';
  readonly denial: DenialMode;
  readonly recheck: Recheck;
}

export const defaultMtlsSettings: MtlsSettings = {
  host: '127.0.0.1',
  port: 0,
  exposure: 'loopback-only',
  denial: 'answer',
  recheck: 'each-request',
};

/** Why the mTLS server could not be opened, or could not take up a new certificate. */
export type MtlsError =
  | { readonly code: 'address-invalid'; readonly host: string }
  | { readonly code: 'address-not-confirmed'; readonly host: string }
  | { readonly code: 'address-not-here'; readonly host: string }
  | { readonly code: 'identity-unusable'; readonly detail: string }
  | ListenError;

/** Whether the mTLS server can be reached, and where. */
export type MtlsState =
  | { readonly state: 'stopped' }
  | RunningMtls
  | { readonly state: 'failed'; readonly error: MtlsError };

export interface RunningMtls {
  readonly state: 'running';
  readonly host: string;
  readonly port: number;
  /** `https://127.0.0.1:8443/`, as one would type it into a browser. */
  readonly url: string;
  readonly reach: 'this-machine' | 'network';
  /** Keys whose clients this runtime's TLS cannot authenticate, in words: such a client arrives without a certificate. */
  readonly unsupportedKeys: readonly string[];
}

/** A handshake that came to nothing, so that no certificate could be judged. */
export interface HandshakeFailure {
  readonly at: EpochMs;
  /** null where the client had gone before it was asked for. */
  readonly peerAddress: string | null;
  readonly code: HandshakeFailureCode;
  readonly message: string;
  readonly remedy: string | null;
  /** What the TLS library said, verbatim. */
  readonly detail: string;
}

export type HandshakeFailureCode =
  | 'not-tls'
  | 'plain-http'
  | 'version-too-old'
  | 'no-common-cipher'
  | 'no-common-protocol'
  | 'server-not-trusted'
  | 'client-alert'
  | 'client-left'
  | 'timed-out'
  | 'key-unsupported'
  | 'possession-not-proven'
  | 'certificate-unreadable'
  | 'certificate-too-large'
  | 'too-many-connections'
  | 'failed';

/** A connection that is open now. */
export interface MtlsConnection {
  /** Counts up from 1 since the server was made. */
  readonly number: number;
  /** Lower-case hex; null where no readable certificate was presented. */
  readonly fingerprint: string | null;
  readonly serialNumber: string | null;
  /** What a person calls the client: its certificate's label, else its address. */
  readonly label: string;
  readonly peerAddress: string;
  readonly protocol: string;
  readonly session: 'new' | 'resumed';
  readonly since: EpochMs;
  readonly requests: number;
  /** The latest decision on it; null while the first is being made. */
  readonly decision: Decision | null;
}

/** How a client saw the TLS connection. */
export interface ClientTls {
  readonly protocol: string;
  readonly cipher: string;
  readonly session: 'new' | 'resumed';
  /** RFC 4514 subject of the server's certificate; empty for a resumed session, in which the server sends none. */
  readonly server: string;
}

/** The HTTP answer that a client received. */
export interface ClientResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly HttpHeader[];
  /** As UTF-8; cut off where it is longer than the client reads. */
  readonly body: string;
  readonly bodyIsWhole: boolean;
}

/** Why a client got no answer, in its own view. */
export interface ClientFailure {
  readonly code: ClientFailureCode;
  readonly message: string;
  readonly remedy: string | null;
}

export type ClientFailureCode =
  | 'cancelled'
  | 'connection-refused'
  | 'connection-failed'
  | 'connect-timed-out'
  | 'identity-unusable'
  | 'server-not-trusted'
  | 'refused-in-handshake'
  | 'handshake-failed'
  | 'closed-without-answer'
  | 'connection-reset'
  | 'answer-timed-out'
  | 'answer-malformed';

/** Milliseconds since the client began to connect; null for what was not reached. */
export interface ClientTimings {
  readonly connected: DurationMs | null;
  readonly secured: DurationMs | null;
  readonly firstByte: DurationMs | null;
  readonly total: DurationMs;
}

/** What a client saw of one request: `tls` is null where the handshake failed; then there is no response either. */
export interface ClientReport {
  readonly url: string;
  readonly tls: ClientTls | null;
  readonly response: ClientResponse | null;
  readonly failure: ClientFailure | null;
  readonly timings: ClientTimings;
}

/** Ready commands that present a client certificate, and how a browser is made to do it. */
export interface ClientCommands {
  readonly curl: string;
  readonly openssl: string;
  /** One step each. */
  readonly browser: readonly string[];
}
