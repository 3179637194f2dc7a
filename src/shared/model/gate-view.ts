import type { GateConnection, GateSettings, GateState, HandshakeFailure } from './gate.ts';

/** Which CAs the mTLS server accepts clients of: the lab's root, and loaded certificates by fingerprint. */
export interface GateTrust {
  readonly lab: boolean;
  readonly fingerprints: readonly string[];
}

/** Whose certificate the mTLS server shows. */
export interface GateIdentity {
  readonly source: 'lab' | 'own';
  /** RFC 4514 subject; null while there is none. */
  readonly subject: string | null;
}

/** The mTLS server as the window shows it. */
export interface GateView {
  readonly settings: GateSettings;
  readonly state: GateState;
  readonly trust: GateTrust;
  readonly identity: GateIdentity;
  readonly connections: readonly GateConnection[];
  /** The latest handshakes that came to nothing, newest first. */
  readonly failures: readonly HandshakeFailure[];
}
