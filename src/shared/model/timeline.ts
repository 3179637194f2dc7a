import type { EpochMs } from './time.ts';
import type { CheckId, CheckOutcome, Decision, RevocationStatus } from './verdict.ts';

/** What stands at a time: the status, the reason's code, the decision. */
export interface StandingVerdict {
  readonly status: RevocationStatus | null;
  readonly reason: string | null;
  readonly decision: Decision['outcome'];
}

/** Evidence as it is judged at one time. */
export interface Moment {
  readonly verdict: StandingVerdict;
  readonly checks: Readonly<Partial<Record<CheckId, CheckOutcome>>>;
}

/** A time that evidence or policy names: `nextUpdate`, `notAfter of CN=ca`. */
export interface TimelineInstant {
  readonly at: EpochMs;
  readonly what: string;
}

/** An instant at which a check or the verdict is no longer what it was a second before. */
export interface TimelineFlip {
  readonly at: EpochMs;
  /** The instants named in the evidence that lie there. */
  readonly because: readonly string[];
  readonly from: StandingVerdict;
  readonly to: StandingVerdict;
  readonly checks: readonly {
    readonly id: CheckId;
    readonly from: CheckOutcome;
    readonly to: CheckOutcome;
  }[];
}

/** How one check goes over time; each span lasts until the next, the first has no beginning. */
export interface TimelineBand {
  readonly id: CheckId;
  readonly spans: readonly { readonly from: EpochMs | null; readonly outcome: CheckOutcome }[];
}

/** Every instant at which a verdict flips. */
export interface Timeline {
  readonly instants: readonly TimelineInstant[];
  readonly flips: readonly TimelineFlip[];
  readonly verdicts: readonly {
    readonly from: EpochMs | null;
    readonly verdict: StandingVerdict;
  }[];
  /** The checks that flip at all. */
  readonly bands: readonly TimelineBand[];
}
