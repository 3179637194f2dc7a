import type { EpochMs } from '#shared/model/time.ts';

export const dayMs = 86_400_000;

/** The two ends of a validity period, in whole seconds. */
export interface Validity {
  readonly notBefore: EpochMs;
  readonly notAfter: EpochMs;
}

/**
 * Certificates begin a day before they are issued, as public CAs date theirs back: other clocks run late,
 * and an answer of some hours ago (the stale fault) is still about a certificate that existed then.
 */
export function validFor(days: number, now: EpochMs): Validity {
  const start = wholeSecond(now);
  return { notBefore: start - dayMs, notAfter: start + days * dayMs };
}

/** A month that ended yesterday. */
export function expiredAt(now: EpochMs): Validity {
  const start = wholeSecond(now);
  return { notBefore: start - 31 * dayMs, notAfter: start - dayMs };
}

/** CAs begin before the certificates that are expired from birth. */
export function caValidFor(days: number, now: EpochMs): Validity {
  const start = wholeSecond(now);
  return { notBefore: start - 32 * dayMs, notAfter: start + days * dayMs };
}

export function wholeSecond(at: EpochMs): EpochMs {
  return Math.floor(at / 1000) * 1000;
}
