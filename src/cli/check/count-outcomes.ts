import type { VerdictStatus } from '../report/verdict.ts';
import { type Outcome, worstVerdict } from './checked.ts';

/** How many certificates came to what. */
export interface OutcomeCounts {
  readonly checked: number;
  readonly good: number;
  readonly revoked: number;
  readonly unknown: number;
  readonly indeterminate: number;
  readonly notAsked: number;
  /** Could not be read, or its server not reached. */
  readonly notChecked: number;
}

/** Counts certificates by the verdict that decides. */
export function countOutcomes(outcomes: readonly Outcome[]): OutcomeCounts {
  const statuses = outcomes.flatMap(({ checked }) =>
    checked === null ? [] : [worstVerdict(checked).status],
  );
  const count = (status: VerdictStatus) => statuses.filter((one) => one === status).length;
  return {
    checked: statuses.length,
    good: count('good'),
    revoked: count('revoked'),
    unknown: count('unknown'),
    indeterminate: count('indeterminate'),
    notAsked: count('not-asked'),
    notChecked: outcomes.length - statuses.length,
  };
}
