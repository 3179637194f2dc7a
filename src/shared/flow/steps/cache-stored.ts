import type { ExpiryCause } from '../../model/cache.ts';
import type { EpochMs } from '../../model/time.ts';
import { expiryCauseSentence, expiryCauseWords } from '../../wording/cache.ts';
import { toLocalTime, toReadableUtc } from '../../wording/time.ts';
import { mono, reading, type StepReading, text } from './step-reading.ts';

/** A validated answer is kept for the next time. */
export interface CacheStored {
  readonly type: 'cache-stored';
  readonly key: string;
  readonly expiresAt: EpochMs;
  readonly expiryCause: ExpiryCause;
}

/** Until when it is kept and why; `at` is when the flow began. */
export function readCacheStored(step: CacheStored, at: EpochMs): StepReading {
  const { expiresAt, expiryCause } = step;
  return reading({
    label: 'Kept in the cache',
    detail: `until ${toLocalTime(expiresAt, at)}, ${expiryCauseWords(expiryCause)}`,
    facts: [mono('Until', toReadableUtc(expiresAt)), text('Why', expiryCauseSentence(expiryCause))],
  });
}
