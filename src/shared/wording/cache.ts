import type { CacheEntrySummary, CacheStatistics, ExpiryCause } from '../model/cache.ts';
import { assertNever } from '../model/result.ts';
import { toReadableSpan } from '../wording/time.ts';

/** Why an entry's life ends when it does, in a few words that follow the time left. */
export function expiryCauseWords(cause: ExpiryCause): string {
  switch (cause) {
    case 'minimum-without-next-update':
      return 'minimum: no nextUpdate';
    case 'minimum':
      return 'minimum';
    case 'next-update':
      return 'capped by nextUpdate';
    case 'maximum':
      return 'maximum';
    case 'signer-not-after':
      return 'capped by the signer’s notAfter';
    case 'held-past-next-update':
      return 'held past nextUpdate';
    default:
      return assertNever(cause);
  }
}

/** Why an entry's life ends when it does, as one sentence. */
export function expiryCauseSentence(cause: ExpiryCause): string {
  switch (cause) {
    case 'minimum-without-next-update':
      return 'The answer names no nextUpdate, so it is kept for the minimum.';
    case 'minimum':
      return 'It is kept for the minimum.';
    case 'next-update':
      return 'It is not served past its own nextUpdate.';
    case 'maximum':
      return 'Its nextUpdate lies later, so it is kept for the maximum.';
    case 'signer-not-after':
      return 'The certificate of its signer expires then.';
    case 'held-past-next-update':
      return 'By setting, it is kept for the minimum even past its nextUpdate.';
    default:
      return assertNever(cause);
  }
}

/** The bounds of an entry's life: `30–60 min`, `90 s – 2 h`. */
export function cacheBoundsWords(
  minSeconds: number,
  maxSeconds: number,
  between: '–' | 'to',
): string {
  const spaced = between === 'to' ? ' to ' : '–';
  const areMinutes = minSeconds % 60 === 0 && maxSeconds % 60 === 0 && maxSeconds <= 7_200;
  if (minSeconds === maxSeconds) return toReadableSpan(maxSeconds * 1_000);
  if (areMinutes) return `${minSeconds / 60}${spaced}${maxSeconds / 60} min`;
  return `${toReadableSpan(minSeconds * 1_000)} ${between} ${toReadableSpan(maxSeconds * 1_000)}`;
}

/** The part of all lookups that the cache answered: `61% hits`; null before the first lookup. */
export function hitRateWords(statistics: CacheStatistics): string | null {
  const lookups = statistics.hits + statistics.misses;
  return lookups === 0 ? null : `${Math.round((100 * statistics.hits) / lookups)}% hits`;
}

/** The responder of an entry without its scheme: `127.0.0.1:8080/ocsp`. */
export function shortResponder(entry: CacheEntrySummary): string {
  return entry.responderUri.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
