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

/** Why the cache had no answer to serve. */
export type CacheMissCause =
  | { readonly code: 'none' }
  | { readonly code: 'expired'; readonly expiredAt: EpochMs; readonly at: EpochMs }
  /** The entry was stored at a time that has not come yet: the clock went back. */
  | { readonly code: 'not-yet-valid'; readonly storedAt: EpochMs; readonly at: EpochMs }
  /** An answer of this responder about this certificate is kept, but it was judged under another policy. */
  | { readonly code: 'other-policy' }
  /** What is kept does not come to the status that it was kept with: a file was changed. */
  | { readonly code: 'unusable' };

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
