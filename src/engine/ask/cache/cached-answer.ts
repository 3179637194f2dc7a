import type { EpochMs } from '#shared/model/time.ts';
import type { CheckResult } from '#shared/model/verdict.ts';
import { recheckTimes } from '../../judge/checks/recheck-times.ts';
import type { AuthenticationContext } from '../context.ts';
import type { FlowRecorder } from '../flow-recorder.ts';
import type { CacheEntry } from '../ports.ts';
import type { Conclusion, Question } from '../question.ts';
import { restoreAnswer } from './restore-answer.ts';

/** The cached answer to a question, judged again at this moment; null where the responder must be asked. */
export function findCachedAnswer(
  question: Question,
  context: AuthenticationContext,
  recorder: FlowRecorder,
): Conclusion | null {
  const { policy, dependencies } = context;
  if (policy.cache.use === 'off') {
    recorder.record({ type: 'cache-looked-up', outcome: 'bypassed' });
    return null;
  }
  const at = dependencies.clock.now();
  const found = dependencies.cache.find(question.key, at);
  const entry = found?.provenance === 'restored' ? restoreAnswer(found, question, context) : found;
  if (entry === null) {
    if (found !== null) dependencies.cache.evict(question.key);
    dependencies.cache.recordMiss();
    recorder.record({ type: 'cache-looked-up', outcome: 'miss' });
    return null;
  }
  const checks = recheckTimes({ times: entry.times, checks: entry.checks, at, policy }).map(
    (check) => holdPastNextUpdate(check, entry, at),
  );
  const failed = checks.find((check) => check.outcome === 'fail');
  if (failed !== undefined) {
    dependencies.cache.evict(question.key);
    dependencies.cache.recordMiss();
    recorder.record({ type: 'cache-looked-up', outcome: 'stale', check: failed });
    return null;
  }
  dependencies.cache.recordHit(question.key, at);
  return conclude(entry, checks, recorder);
}

/** The person asked to hold entries for at least the minimum: nextUpdate may have passed, and the flow says so. */
function holdPastNextUpdate(check: CheckResult, entry: CacheEntry, at: EpochMs): CheckResult {
  const { nextUpdate } = entry.times;
  const isHeld = entry.summary.expiryCause === 'held-past-next-update';
  const isPast = nextUpdate !== null && nextUpdate <= at;
  if (!isHeld || !isPast || check.id !== 'next-update') return check;
  const message = `${check.message} The cache holds this answer past nextUpdate, as the policy asks.`;
  return { ...check, outcome: 'warn', message };
}

function conclude(
  entry: CacheEntry,
  checks: readonly CheckResult[],
  recorder: FlowRecorder,
): Conclusion {
  const { summary, response, responseSummary } = entry;
  const { status, revocation } = summary;
  recorder.record({ type: 'cache-looked-up', outcome: 'hit', entry: summary, response });
  recorder.record({ type: 'checks-completed', checks, response: responseSummary });
  recorder.record({ type: 'status-concluded', status, reason: null, revocation });
  return {
    status,
    reason: null,
    revocation,
    response: responseSummary,
    checks,
    fromCache: true,
    responderUri: summary.responderUri,
    keep: null,
  };
}
