import type { DurationMs, EpochMs } from '#shared/model/time.ts';
import type { CaseFamily } from './cases.ts';
import type { CellQuestion } from './cell.ts';
import type { Outcome } from './classify.ts';
import type { Expectation, VerdictWord } from './expect.ts';
import type { ProbeRecord } from './probe-record.ts';
import type { SuccessCriterion } from './target.ts';

/** One cell as it was measured. */
export interface CellResult {
  readonly caseId: string;
  readonly title: string;
  readonly family: CaseFamily;
  /** null where the cell was not tried: `note` says why. */
  readonly outcome: Outcome | null;
  readonly word: VerdictWord | 'void';
  readonly expected: 'admit' | 'deny' | null;
  readonly record: ProbeRecord | null;
  readonly questions: readonly CellQuestion[];
  readonly note: string | null;
}

/** All that was measured of one target. */
export interface TargetColumn {
  readonly name: string;
  readonly url: string;
  /** `void`: a control failed, so that nothing may be concluded. */
  readonly state: 'measured' | 'void';
  /** Likely causes, the likeliest first; empty where it is not void. */
  readonly voidCauses: readonly string[];
  readonly notes: readonly string[];
  /** The target's own word on what it is; null where it says nothing. */
  readonly serverHeader: string | null;
  readonly serverFingerprint: string | null;
  /** What counted as being let in; null where that was not found out. */
  readonly success: SuccessCriterion | null;
  readonly controls: readonly CellResult[];
  readonly cells: readonly CellResult[];
  /** Resumption, kept-alive connection, server cache. */
  readonly extras: readonly CellResult[];
  readonly headline: { readonly word: VerdictWord | 'void'; readonly text: string };
}

/** What is expected of every target, and by which name. */
export interface NamedExpectation {
  readonly name: string;
  readonly table: Expectation;
}

/** A whole run, as its JSON keeps it. */
export interface MatrixRun {
  readonly schema: 'revoscope-matrix';
  readonly version: 1;
  readonly startedAt: EpochMs;
  readonly durationMs: DurationMs;
  readonly patienceMs: DurationMs;
  readonly expectation: NamedExpectation;
  readonly targets: readonly TargetColumn[];
}

/** All judgements on a target that count. */
export function judgedCells(column: TargetColumn): readonly CellResult[] {
  return [...column.controls, ...column.cells, ...column.extras];
}
