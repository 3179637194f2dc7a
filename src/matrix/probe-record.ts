import type { DurationMs } from '#shared/model/time.ts';

/** How far a visit came. */
export type ProbePhase = 'connect' | 'handshake' | 'after-handshake' | 'response';

/** What the client saw in one visit. Times in milliseconds since it began. */
export interface ProbeRecord {
  readonly phase: ProbePhase;
  /** Number of the TLS alert (RFC 8446 §6); null where none was seen. */
  readonly alert: number | null;
  readonly httpStatus: number | null;
  /** Header lines of the answer, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the answer's body. */
  readonly body: string;
  /** Who ended the connection, and how; `us` at the end of patience, or when the answer was complete. */
  readonly closed: 'alert' | 'fin' | 'reset' | 'us' | null;
  readonly tlsVersion: string | null;
  readonly resumed: boolean;
  /** SHA-256 of the target's own certificate; null where it was not seen. */
  readonly serverFingerprint: string | null;
  /** Why there was no connection, or why the target's own certificate was refused. */
  readonly failure: {
    readonly kind: 'tcp' | 'server-tls' | 'other';
    readonly message: string;
  } | null;
  readonly times: {
    readonly connected: DurationMs | null;
    readonly secured: DurationMs | null;
    readonly firstByte: DurationMs | null;
    readonly total: DurationMs;
  };
}
