import type { EpochMs } from './time.ts';
import type { StandingVerdict } from './timeline.ts';

/** What another policy would have made of a recorded flow. */
export interface WhatIfRow {
  readonly flowId: string;
  /** What the flow list calls the certificate. */
  readonly label: string;
  readonly startedAt: EpochMs;
  readonly before: StandingVerdict;
  readonly after: StandingVerdict;
  /**
   * `asked-otherwise`: that policy would have put another question, or asked where nobody did, so that what is told
   * rests on an answer that might have been another.
   */
  readonly basis: 'same-question' | 'asked-otherwise';
}

export interface WhatIfCounts {
  /** Flows that were judged again. */
  readonly judged: number;
  readonly nowDenied: number;
  readonly nowAdmitted: number;
  /** The same decision for another reason. */
  readonly otherReason: number;
  /** Among those that change: told on an answer to another question. */
  readonly askedOtherwise: number;
  /** They do not hold what they rested on. */
  readonly notJudged: number;
}

/** A comparison of recorded flows with another policy, as far as it has come. Nothing is sent for it. */
export interface WhatIfRun {
  readonly state: 'idle' | 'running' | 'done' | 'cancelled';
  readonly total: number;
  readonly counts: WhatIfCounts;
  /** The newest of those whose decision changes, at most `whatIfRows`. */
  readonly rows: readonly WhatIfRow[];
}

export const whatIfRows = 500;

export const idleWhatIf: WhatIfRun = {
  state: 'idle',
  total: 0,
  counts: {
    judged: 0,
    nowDenied: 0,
    nowAdmitted: 0,
    otherReason: 0,
    askedOtherwise: 0,
    notJudged: 0,
  },
  rows: [],
};
