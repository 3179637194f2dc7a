import type { JudgeCode } from '#shared/model/judged-by.ts';
import type { JudgeStage, LiveCase } from './stage.ts';

/** A program that can be asked here and now. */
export interface LiveJudge {
  /** The id of its profile. */
  readonly id: string;
  /** What Debian calls the packages that bring it. */
  readonly packages: readonly string[];
  /** Its version; null where it is not installed. */
  readonly version: () => Promise<string | null>;
  /** What it says of each case, in their order; null where it cannot be asked that way. */
  readonly judgeAll: (
    cases: readonly LiveCase[],
    stage: JudgeStage,
  ) => Promise<readonly LiveVerdict[]>;
}

/** What a program said, and when it was asked. */
export interface LiveVerdict {
  readonly code: JudgeCode | null;
  /** The program's own words. */
  readonly words: string;
  /** Milliseconds; the profile judges at the same time. */
  readonly at: number;
}
