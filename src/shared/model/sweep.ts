import type { CertStatus } from './ocsp.ts';
import type { DurationMs, EpochMs } from './time.ts';

/** What became of one certificate of a sweep: a line of its JSON lines, and of its journal. */
export interface SweepResult {
  /** Where it was read: the file, and its number there, from 1. */
  readonly source: string;
  readonly number: number;
  /** Lower-case hex SHA-256 of the DER; empty where the octets are no certificate. */
  readonly fingerprint: string;
  readonly subject: string;
  /** Whom it names as its issuer; empty in results that were written before this was kept. */
  readonly issuer: string;
  readonly serialNumber: string;
  readonly notAfter: EpochMs | null;
  readonly responder: string | null;
  readonly status: CertStatus | 'indeterminate';
  /** Why the status is indeterminate, in a sentence; null where it is not. */
  readonly reason: string | null;
  readonly revokedAt: EpochMs | null;
  readonly thisUpdate: EpochMs | null;
  readonly nextUpdate: EpochMs | null;
  /** When the answer was judged. */
  readonly at: EpochMs;
  /** Of the exchange that brought the answer. */
  readonly durationMs: DurationMs;
  /** Exchanges that were made for it, those that failed before included. */
  readonly attempts: number;
}

/** What one responder was like. */
export interface ResponderTime {
  readonly answers: number;
  readonly totalMs: number;
  readonly maxMs: number;
}

/** Counts over a whole sweep: their size does not grow with the number of certificates. */
export interface SweepStatistics {
  readonly total: number;
  readonly status: Readonly<Record<SweepResult['status'], number>>;
  readonly ages: readonly { readonly label: string; readonly count: number }[];
  readonly lives: readonly { readonly label: string; readonly count: number }[];
  readonly responders: readonly (ResponderTime & {
    readonly uri: string;
    readonly issuer: string;
  })[];
  /** Why statuses are indeterminate, the most frequent first. */
  readonly reasons: readonly { readonly label: string; readonly count: number }[];
  /** The first of the certificates that are revoked. */
  readonly revoked: readonly SweepResult[];
}
