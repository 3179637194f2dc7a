import type { LabCa } from '#lab/ca/lab-ca.ts';
import type { CellResult, MatrixRun, NamedExpectation } from '#shared/model/matrix-run.ts';
import type { NetworkMode } from '#shared/model/policy.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import type { DurationMs } from '#shared/model/time.ts';
import type { MatrixCase } from './cases.ts';
import type { CellRegistry } from './cell.ts';
import { createCellMaker, type ResponderPlace } from './make-cells.ts';
import type { PauseGate } from './pause-gate.ts';
import { runTarget } from './run-target.ts';
import type { MatrixTarget } from './target.ts';

export interface MatrixOptions {
  readonly targets: readonly MatrixTarget[];
  readonly cases: readonly MatrixCase[];
  readonly expectation: NamedExpectation;
  /** How long a visit may take, from connecting to the answer. */
  readonly patienceMs: DurationMs;
  /** Visits to one target at a time. */
  readonly parallel: number;
  readonly ca: LabCa;
  readonly registry: CellRegistry;
  readonly responder: ResponderPlace;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Where connections may be opened to at all. */
  readonly network: NetworkMode;
  /** Holds the run up between two visits. */
  readonly gate: PauseGate;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: MatrixProgress) => void;
}

/** A cell that is done. */
export interface MatrixProgress {
  readonly target: string;
  readonly result: CellResult;
  readonly done: number;
  readonly total: number;
}

/** The controls and the extra rows that each target gets besides the cases. */
const rowsBesideCases = 8;

/** Tries every case on every target; null where it was cancelled. */
export async function runMatrix(options: MatrixOptions): Promise<MatrixRun | null> {
  const { clock, targets, cases, patienceMs, expectation, signal } = options;
  const startedAt = clock.now();
  const began = clock.monotonic();
  const total = targets.length * (cases.length + rowsBesideCases);
  let done = 0;
  const makeCell = createCellMaker(options);
  const columns = await Promise.all(
    targets.map((target) =>
      runTarget({
        ...options,
        target,
        makeCell,
        onResult: (result) => {
          done += 1;
          options.onProgress({ target: target.name, result, done: Math.min(done, total), total });
        },
      }),
    ),
  );
  if (signal.aborted) return null;
  return {
    schema: 'revoscope-matrix',
    version: 1,
    startedAt,
    durationMs: clock.monotonic() - began,
    patienceMs,
    expectation,
    targets: columns,
  };
}
