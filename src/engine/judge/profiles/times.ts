import type { SingleResponse } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { type EpochMs, toRfc3339 } from '#shared/model/time.ts';

/** A length of time in milliseconds, from seconds. */
export function seconds(count: number): number {
  return count * 1_000;
}

/** Milliseconds of a day. */
export const day = seconds(86_400);

/** The whole second in which a time lies: programs that count in seconds see no more. */
export function wholeSecond(at: EpochMs): EpochMs {
  return Math.floor(at / 1_000) * 1_000;
}

/** Both ends belong to a validity (RFC 5280 §4.1.2.5). */
export function isValidAt({ notBefore, notAfter }: Certificate, at: EpochMs): boolean {
  return notBefore <= at && at < notAfter + 1_000;
}

/** How a validity lies to a time, as a phrase. */
export function validityText({ notBefore, notAfter }: Certificate, at: EpochMs): string {
  if (at < notBefore) return `is valid from ${toRfc3339(notBefore)} on only`;
  return at >= notAfter + 1_000 ? `expired at ${toRfc3339(notAfter)}` : 'is valid';
}

/** The times of a SingleResponse as a phrase. */
export function timesText({ thisUpdate, nextUpdate }: SingleResponse): string {
  const until = nextUpdate === null ? 'without nextUpdate' : `nextUpdate ${toRfc3339(nextUpdate)}`;
  return `thisUpdate ${toRfc3339(thisUpdate)}, ${until}`;
}

/** What OpenSSL's `OCSP_check_validity` holds against the times; null where they are in order. `maxSeconds` below 0 sets no limit. */
export function opensslValidity(
  { thisUpdate, nextUpdate }: SingleResponse,
  at: EpochMs,
  { skewSeconds, maxSeconds }: { readonly skewSeconds: number; readonly maxSeconds: number },
): string | null {
  const now = wholeSecond(at);
  if (thisUpdate > now + seconds(skewSeconds)) {
    return `status not yet valid: thisUpdate ${toRfc3339(thisUpdate)}`;
  }
  if (maxSeconds >= 0 && thisUpdate <= now - seconds(maxSeconds)) {
    return `status too old: thisUpdate ${toRfc3339(thisUpdate)}`;
  }
  if (nextUpdate === null) return null;
  if (nextUpdate <= now - seconds(skewSeconds)) {
    return `status expired: nextUpdate ${toRfc3339(nextUpdate)}`;
  }
  return nextUpdate < thisUpdate ? 'nextUpdate before thisUpdate' : null;
}
