import type { CacheEntrySummary } from '../../model/cache.ts';
import { assertNever } from '../../model/result.ts';
import type { EpochMs } from '../../model/time.ts';
import type { CheckResult } from '../../model/verdict.ts';
import { expiryCauseSentence } from '../../wording/cache.ts';
import { toReadableSpan, toReadableUtc } from '../../wording/time.ts';
import { mono, reading, type StepReading, text } from './step-reading.ts';

/** The cache was asked for an answer that it may still serve. */
export type CacheLookedUp = { readonly type: 'cache-looked-up' } & (
  | { readonly outcome: 'miss' | 'bypassed' }
  | { readonly outcome: 'stale'; readonly check: CheckResult }
  | {
      readonly outcome: 'hit';
      readonly entry: CacheEntrySummary;
      readonly response: Uint8Array;
    }
);

/** What the cache had, and the life of what it had; `at` is when it was asked. */
export function readCacheLookedUp(step: CacheLookedUp, at: EpochMs): StepReading {
  switch (step.outcome) {
    case 'miss':
      return reading({
        label: 'Cache lookup',
        detail: 'miss: no entry for this certificate',
        facts: [text('Result', 'no entry for this certificate, responder and policy')],
      });
    case 'bypassed':
      return reading({
        label: 'Cache not asked',
        detail: 'switched off in the policy',
        facts: [text('Policy', 'the cache is switched off')],
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
