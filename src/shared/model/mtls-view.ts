import type { HandshakeFailure, MtlsConnection, MtlsSettings, MtlsState } from './mtls.ts';

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

/** The mTLS server as the window shows it. */
export interface MtlsView {
  readonly settings: MtlsSettings;
  readonly state: MtlsState;
  readonly trust: MtlsTrust;
  readonly identity: MtlsIdentity;
  readonly connections: readonly MtlsConnection[];
  /** The latest handshakes that came to nothing, newest first. */
  readonly failures: readonly HandshakeFailure[];
}
