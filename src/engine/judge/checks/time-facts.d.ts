import type { EpochMs } from '#shared/model/time.ts';
/** The times of a validated answer: all that its time checks need, kept with a cached answer for its hits. */
export interface TimeFacts {
  readonly producedAt: EpochMs;
  readonly thisUpdate: EpochMs;
  readonly nextUpdate: EpochMs | null;
  /** Validity of a delegated signer; null where the issuer or the configured certificate signed. */
  readonly delegate: {
    readonly notBefore: EpochMs;
    readonly notAfter: EpochMs;
  } | null;
  readonly certificate: {
    readonly notBefore: EpochMs;
    readonly notAfter: EpochMs;
  };
  readonly revokedAt: EpochMs | null;
}
