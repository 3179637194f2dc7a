import type { DecideAs } from './decide-as.ts';
import type { HandshakeFailure, MtlsConnection, MtlsSettings, MtlsState } from './mtls.ts';
import type { EpochMs } from './time.ts';

/** Which CAs the mTLS server accepts clients of: the lab's root, and loaded certificates by fingerprint. */
export interface MtlsTrust {
  readonly lab: boolean;
  readonly fingerprints: readonly string[];
}

/** Whose certificate the mTLS server shows. */
export interface MtlsIdentity {
  readonly source: 'lab' | 'own';
  /** RFC 4514 subject; null while there is none. */
  readonly subject: string | null;
}

/** A connection that was open and was cut off, as its client may not be there any longer. */
export interface CutConnection {
  readonly at: EpochMs;
  readonly connection: MtlsConnection;
}

/** The mTLS server as the window shows it. */
export interface MtlsView {
  readonly settings: MtlsSettings;
  readonly state: MtlsState;
  readonly trust: MtlsTrust;
  readonly identity: MtlsIdentity;
  /** The program that decides in our place; null where we do. */
  readonly decideAs: DecideAs | null;
  readonly connections: readonly MtlsConnection[];
  /** The latest connections that were cut off while they were open, newest first. */
  readonly cuts: readonly CutConnection[];
  /** The latest handshakes that came to nothing, newest first. */
  readonly failures: readonly HandshakeFailure[];
}
