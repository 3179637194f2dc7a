import type { Meaning } from '../text/style.ts';
import type { Verdict } from './verdict.ts';

/** The status as the head of a report says it: `INDETERMINATE`, `NOT ASKED`. */
export function statusWords({ status }: Verdict): string {
  return status.toUpperCase().replace('-', ' ');
}

/** The colour that goes with it. */
export function statusTone({ status }: Verdict): Meaning {
  return status === 'not-asked' ? 'none' : status;
}

/** What the decision would be: ✓ allow, ✗ deny. */
export function statusMark({ flow }: Verdict): string {
  return flow.outcome.decision.outcome === 'allow' ? '✓' : '✗';
}
