import type { EpochMs } from '#shared/model/time.ts';
import { errorText } from '../error-text.ts';
import type { JunitCase, JunitSuite } from '../outputs/junit.ts';
import { type ExitBy, exitCodeOfChecked, type Outcome, worstVerdict } from './checked.ts';

/** Each certificate as a test case: it passes where the exit code would be 0. */
export function manyToJunit(
  outcomes: readonly Outcome[],
  { at, by }: { readonly at: EpochMs; readonly by: ExitBy },
): JunitSuite {
  return { name: 'revoscope check', at, cases: outcomes.map((outcome) => caseOf(outcome, by)) };
}

function caseOf({ target, checked, error }: Outcome, by: ExitBy): JunitCase {
  if (checked === null) {
    const message = errorText(error);
    const kind = error.code;
    return { name: target, durationMs: 0, outcome: 'broken', kind, message, details: [message] };
  }
  const verdict = worstVerdict(checked);
  const { flow, status, reason } = verdict;
  const { durationMs } = flow.outcome;
  if (exitCodeOfChecked(checked, by) === 0) {
    return { name: target, durationMs, outcome: 'passed', kind: '', message: '', details: [] };
  }
  const message = reason?.message ?? `The status is ${status}.`;
  const failed = flow.outcome.checks.filter(({ outcome }) => outcome === 'fail');
  return {
    name: target,
    durationMs,
    outcome: 'failed',
    kind: reason?.code ?? status,
    message,
    details: [message, ...failed.map((one) => `${one.id}: ${one.message} [${one.citation}]`)],
  };
}
