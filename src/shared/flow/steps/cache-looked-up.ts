import type { CacheEntrySummary, CacheMissCause } from '../../model/cache.ts';
import { assertNever } from '../../model/result.ts';
import type { EpochMs } from '../../model/time.ts';
import type { CheckResult } from '../../model/verdict.ts';
import { expiryCauseSentence } from '../../wording/cache.ts';
import { toReadableSpan, toReadableUtc } from '../../wording/time.ts';
import { mono, reading, type StepReading, text } from './step-reading.ts';

/** The cache was asked for an answer that it may still serve. */
export type CacheLookedUp = { readonly type: 'cache-looked-up' } & (
  | {
      readonly outcome: 'miss';
      /** null in flows that were stored before it was recorded. */
      readonly cause: CacheMissCause | null;
    }
  | { readonly outcome: 'bypassed'; readonly cause: 'cache-off' | 'nonce-required' }
  | { readonly outcome: 'stale'; readonly check: CheckResult }
  | {
      readonly outcome: 'hit';
      readonly entry: CacheEntrySummary;
      readonly response: Uint8Array;
      /** DER of the request that brought it; null in flows that were stored before it was recorded. */
      readonly request: Uint8Array | null;
    }
);

/** What the cache had, and the life of what it had; `at` is when it was asked. */
export function readCacheLookedUp(step: CacheLookedUp, at: EpochMs): StepReading {
  switch (step.outcome) {
    case 'miss':
      return reading({
        label: 'Cache lookup',
        detail: `miss: ${missWords(step.cause)}`,
        facts: [text('Result', missWords(step.cause))],
      });
    case 'bypassed':
      return reading({
        label: 'Cache not asked',
        detail: bypassWords[step.cause],
        facts: [text('Policy', bypassWords[step.cause])],
      });
    case 'stale':
      return reading({
        label: 'Cache entry not served',
        detail: step.check.message,
        facts: [text('Check', step.check.title), text('Result', step.check.message)],
      });
    case 'hit':
      return readHit(step.entry, step.response, at);
    default:
      return assertNever(step);
  }
}

/** Why the cache had no answer; with times where times are the reason. */
function missWords(cause: CacheMissCause | null): string {
  switch (cause?.code) {
    case 'expired': {
      const ago = toReadableSpan(cause.at - cause.expiredAt);
      return `the kept answer expired ${ago} ago, at ${toReadableUtc(cause.expiredAt)}`;
    }
    case 'not-yet-valid':
      return `the kept answer was stored at ${toReadableUtc(cause.storedAt)}, which has not come yet`;
    case 'other-policy':
      return 'the kept answer was judged under another policy';
    case 'unusable':
      return 'the kept answer could not be judged again';
    case 'none':
    case undefined:
      return 'nothing is kept for this certificate and responder';
    default:
      return assertNever(cause);
  }
}

const bypassWords = {
  'cache-off': 'switched off in the policy',
  'nonce-required': 'a required nonce is in a new answer only',
} as const;

function readHit(entry: CacheEntrySummary, response: Uint8Array, at: EpochMs): StepReading {
  const kept = Math.max(0, at - entry.storedAt);
  return reading({
    title: 'Answer from the cache',
    label: `Answer found in the cache: ${entry.status}`,
    detail: kept < 1_000 ? 'stored a moment ago' : `kept for ${toReadableSpan(kept)} so far`,
    message: { what: 'response', octets: response },
    facts: [
      mono('Responder', entry.responderUri),
      mono('Stored', toReadableUtc(entry.storedAt)),
      mono('Kept until', toReadableUtc(entry.expiresAt)),
      text('Why', expiryCauseSentence(entry.expiryCause)),
      text('Hits', String(entry.hits)),
    ],
  });
}
