import type { ExpiryCause } from './cache.ts';
import type { EpochMs } from './time.ts';
import type { CheckId, CheckOutcome, Decision, RevocationStatus } from './verdict.ts';

/** What stands at a time: the status, the reason's code, the decision. */
export interface StandingVerdict {
  readonly status: RevocationStatus | null;
  readonly reason: string | null;
  readonly decision: Decision['outcome'];
}

/** What goes over time: a check, the chain (`pass` holds), the cache (`pass` serves the answer, asking nobody). */
export type BandId = CheckId | 'chain' | 'cache';

/** Evidence as it is judged at one time. */
export interface Moment {
  readonly verdict: StandingVerdict;
  readonly checks: Readonly<Partial<Record<BandId, CheckOutcome>>>;
}

/** From when to when the cache serves an answer, and what ends that. */
export interface KeptSpan {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly cause: ExpiryCause;
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
    readonly id: BandId;
    readonly from: CheckOutcome;
    readonly to: CheckOutcome;
  }[];
}

/** How one check goes over time; each span lasts until the next, the first has no beginning. */
export interface TimelineBand {
  readonly id: BandId;
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
  /** Those that flip at all. */
  readonly bands: readonly TimelineBand[];
  /** null where nothing is kept of this answer. */
  readonly kept: KeptSpan | null;
}

/** What is looked at over time: a flow by its id, an open response by its id, a certificate's chain by its fingerprint. */
export interface TimelineSubject {
  readonly of: 'flow' | 'object';
  readonly id: string;
}

export interface TimelineReport {
  readonly timeline: Timeline;
  readonly judgedAt: EpochMs;
}
