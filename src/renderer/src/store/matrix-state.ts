import type { CellChange, MatrixRun } from '#shared/model/matrix-run.ts';
import {
  defaultMatrixOrder,
  type LiveCell,
  type MatrixCaseChoice,
  type MatrixOrder,
  type MatrixProgress,
  type MatrixRunSummary,
} from '#shared/model/matrix-view.ts';
import type { WorkbenchEvent } from '#shared/model/workbench-event.ts';

/** Which run the grid shows: the one that goes on or went last, or a kept one. */
export type ShownRun =
  | { readonly kind: 'none' }
  | { readonly kind: 'live' }
  | { readonly kind: 'loading'; readonly id: string }
  | { readonly kind: 'kept'; readonly id: string; readonly run: MatrixRun };

/** A cell by its target and case. */
export interface CellChoice {
  readonly target: string;
  readonly caseId: string;
}

/** Two runs, the earlier one first, and where they differ; null until that is there. */
export interface RunComparison {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly CellChange[] | null;
}

/** All that the Matrix side of the Servers screen shows. */
export interface MatrixState {
  readonly state: 'idle' | 'loading' | 'ready';
  /** What is being written in the form. */
  readonly order: MatrixOrder;
  readonly problems: Readonly<Record<string, string>>;
  readonly cases: readonly MatrixCaseChoice[];
  /** Newest first. */
  readonly runs: readonly MatrixRunSummary[];
  readonly progress: MatrixProgress;
  readonly live: readonly LiveCell[];
  readonly look: 'set-up' | 'grid';
  readonly shown: ShownRun;
  readonly cell: CellChoice | null;
  readonly comparison: RunComparison | null;
}

export const emptyMatrix: MatrixState = {
  state: 'idle',
  order: defaultMatrixOrder,
  problems: {},
  cases: [],
  runs: [],
  progress: { state: 'idle', done: 0, total: 0, targets: [], runId: null, problem: null },
  live: [],
  look: 'set-up',
  shown: { kind: 'none' },
  cell: null,
  comparison: null,
};

export function isMatrixRunning({ progress }: Pick<MatrixState, 'progress'>): boolean {
  return progress.state === 'running' || progress.state === 'paused';
}

/** Takes in how far a run is. */
export function withProgress(
  matrix: MatrixState,
  { progress, fresh, runs }: Extract<WorkbenchEvent, { type: 'matrix-changed' }>,
): MatrixState {
  return { ...matrix, progress, runs, live: [...matrix.live, ...fresh] };
}
