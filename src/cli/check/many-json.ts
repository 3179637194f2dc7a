import { errorToJson } from '../cli-error.ts';
import { type ExitBy, exitCodeOfOutcome, type Outcome } from './checked.ts';
import { countOutcomes } from './count-outcomes.ts';
import { checkedToJson } from './one-report.ts';

/** The document of `check --json` about many certificates. Its keys are stable and always there. */
export function manyToJson(
  outcomes: readonly Outcome[],
  {
    by,
    durationMs,
    signal,
  }: { readonly by: ExitBy; readonly durationMs: number; readonly signal: AbortSignal },
) {
  return {
    summary: { ...countOutcomes(outcomes), durationMs: Math.round(durationMs) },
    certificates: outcomes.map((outcome) => ({
      target: outcome.target,
      exitCode: exitCodeOfOutcome(outcome, by, signal),
      check: outcome.checked === null ? null : checkedToJson(outcome.checked),
      error: outcome.error === null ? null : errorToJson(outcome.error).error,
    })),
  };
}
