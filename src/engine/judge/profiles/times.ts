import type { SingleResponse } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { type EpochMs, toRfc3339 } from '#shared/model/time.ts';

const texts = new Map<EpochMs, string>();
const mostTexts = 64;

/** A time as text. Programs name the same few times one after the other: each is written once. */
export function timeText(at: EpochMs): string {
  const known = texts.get(at);
  if (known !== undefined) return known;
  if (texts.size >= mostTexts) texts.clear();
  const text = toRfc3339(at);
  texts.set(at, text);
  return text;
}

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
  if (at < notBefore) return `is valid from ${timeText(notBefore)} on only`;
  return at >= notAfter + 1_000 ? `expired at ${timeText(notAfter)}` : 'is valid';
}

/** The times of a SingleResponse as a phrase. */
export function timesText({ thisUpdate, nextUpdate }: SingleResponse): string {
  const until = nextUpdate === null ? 'without nextUpdate' : `nextUpdate ${timeText(nextUpdate)}`;
  return `thisUpdate ${timeText(thisUpdate)}, ${until}`;
}

/** What OpenSSL's `OCSP_check_validity` holds against the times; null where they are in order. `maxSeconds` below 0 sets no limit. */
export function opensslValidity(
  { thisUpdate, nextUpdate }: SingleResponse,
  at: EpochMs,
  { skewSeconds, maxSeconds }: { readonly skewSeconds: number; readonly maxSeconds: number },
): string | null {
  const now = wholeSecond(at);
  if (thisUpdate > now + seconds(skewSeconds)) {
    return `status not yet valid: thisUpdate ${timeText(thisUpdate)}`;
  }
  if (maxSeconds >= 0 && thisUpdate <= now - seconds(maxSeconds)) {
    return `status too old: thisUpdate ${timeText(thisUpdate)}`;
  }
  if (nextUpdate === null) return null;
  if (nextUpdate <= now - seconds(skewSeconds)) {
    return `status expired: nextUpdate ${timeText(nextUpdate)}`;
  }
  return nextUpdate < thisUpdate ? 'nextUpdate before thisUpdate' : null;
}
