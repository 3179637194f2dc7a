import type { CertIdSummary, CertStatus, Revocation } from './ocsp.ts';
import type { EpochMs } from './time.ts';

/** What sets the end of an entry's life. */
export type ExpiryCause =
  | 'minimum-without-next-update'
  | 'minimum'
  | 'next-update'
  | 'maximum'
  | 'signer-not-after'
  | 'held-past-next-update';

/** A cached answer, as a list shows it. */
export interface CacheEntrySummary {
  readonly key: string;
  readonly certificateLabel: string;
  readonly certificateFingerprint: string;
  readonly certId: CertIdSummary;
  readonly responderUri: string;
  readonly status: CertStatus;
  readonly revocation: Revocation | null;
  readonly thisUpdate: EpochMs;
  readonly nextUpdate: EpochMs | null;
  readonly storedAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly expiryCause: ExpiryCause;
  readonly originFlowId: string;
  readonly hits: number;
  readonly lastHitAt: EpochMs | null;
}

export interface CacheStatistics {
  readonly entries: number;
  readonly hits: number;
  readonly misses: number;
  readonly coalesced: number;
}
