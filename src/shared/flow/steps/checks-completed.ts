import type { ResponseSummary } from '../../model/ocsp.ts';
import type { EpochMs } from '../../model/time.ts';
import type { CheckOutcome, CheckResult } from '../../model/verdict.ts';
import { toReadableUtc } from '../../wording/time.ts';
import { mono, optional, reading, type StepReading, text } from './step-reading.ts';

/** Every rule was applied to the answer. */
export interface ChecksCompleted {
  readonly type: 'checks-completed';
  readonly checks: readonly CheckResult[];
  readonly response: ResponseSummary | null;
  /** The verification time; null in flows that were stored before it was recorded. */
  readonly at: EpochMs | null;
}

/** How many checks came out how, the first that failed, and what the answer says. */
export function readChecksCompleted({ checks, response }: ChecksCompleted): StepReading {
  const failed = checks.find((check) => check.outcome === 'fail');
  return reading({
    title: 'Checks',
    label: failed === undefined ? 'Response validated' : `Check fails: ${failed.title}`,
    detail: tally(checks),
    tone: failed === undefined ? 'plain' : 'indeterminate',
    facts: response === null ? [] : responseFacts(response),
  });
}

/** `1 failed, 2 warnings, 12 passed`: how the checks came out, as far as they apply. */
function tally(checks: readonly CheckResult[]): string {
  const count = (outcome: CheckOutcome) =>
    checks.filter((check) => check.outcome === outcome).length;
  const parts = [
    [count('fail'), 'failed'],
    [count('warn'), count('warn') === 1 ? 'warning' : 'warnings'],
    [count('pass'), 'passed'],
  ] as const;
  const words = parts.filter(([amount]) => amount > 0).map(([amount, word]) => `${amount} ${word}`);
  return words.length === 0 ? 'no check could run' : words.join(', ');
}

function responseFacts(response: ResponseSummary) {
  const { responderId, thisUpdate, nextUpdate } = response;
  const responder = 'byName' in responderId ? responderId.byName : `key ${responderId.byKey}`;
  return [
    mono('Produced at', toReadableUtc(response.producedAt)),
    ...optional(mono, 'This update', thisUpdate === null ? null : toReadableUtc(thisUpdate)),
    mono('Next update', nextUpdate === null ? 'absent' : toReadableUtc(nextUpdate)),
    text('Responder', responder),
    text('Signed by', response.signer ?? 'nobody whose signature verifies'),
    text('Algorithm', response.signatureAlgorithm),
  ];
}
