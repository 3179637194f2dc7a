import type { Transport } from '#engine/ask/ports.ts';
import type { Lab } from '#lab/lab.ts';
import { matrixCases } from '#matrix/cases.ts';
import { createPauseGate } from '#matrix/pause-gate.ts';
import { compareRuns } from '#matrix/report/compare.ts';
import { readRun } from '#matrix/report/read-run.ts';
import type { CellChange, MatrixRun } from '#shared/model/matrix-run.ts';
import {
  defaultMatrixOrder,
  type LiveCell,
  type MatrixOrder,
  type MatrixProgress,
  type MatrixRunSummary,
  type MatrixView,
  type TrustKit,
} from '#shared/model/matrix-view.ts';
import type { NetworkMode, Policy } from '#shared/model/policy.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { ProductId } from '#shared/model/settings-of-others.ts';
import { matrixOrder } from '#shared/schema/matrix-view.ts';
import { describeLabError } from '#shared/wording/lab.ts';
import { referenceName } from '#shared/wording/matrix.ts';
import { describeMtlsError } from '#shared/wording/mtls.ts';
import type { WorkbenchError } from '../error.ts';
import { createThrottle, type EventHub } from '../events.ts';
import type { Storage } from '../storage.ts';
import { createKeptRuns } from './kept-runs.ts';
import { type MeasureError, type MeasureOrder, measureTargets } from './measure-targets.ts';
import { readOrder } from './read-order.ts';
import { trustKitFor } from './trust-kit.ts';

/** Matrices: one that runs, and those that are kept. */
export interface MatrixRuns {
  view(): MatrixView;
  /** Starts a run; one at a time. `finished` settles with it. */
  start(order: MatrixOrder): Result<{ readonly finished: Promise<void> }, WorkbenchError>;
  setPaused(isPaused: boolean): void;
  cancel(): void;
  get(id: string): Result<MatrixRun, WorkbenchError>;
  remove(id: string): void;
  /** Takes the JSON of a run that was measured elsewhere. */
  take(text: string, origin: string): Result<MatrixRunSummary, WorkbenchError>;
  compare(before: string, after: string): Result<readonly CellChange[], WorkbenchError>;
  trustKit(product: ProductId): Result<TrustKit, WorkbenchError>;
}

export interface MatrixRunsOptions {
  readonly lab: Lab;
  readonly transport: Transport;
  readonly policy: () => Policy;
  readonly network: () => NetworkMode;
  readonly values: Storage['values'];
  readonly hub: EventHub;
  /** Targets live in real time, whatever the clock of the window says. */
  readonly realClock: Clock;
  readonly random: RandomBytes;
}

const idle: MatrixProgress = {
  ...{ state: 'idle', done: 0, total: 0, targets: [], runId: null, problem: null },
};
/** Cells are told a few times a second. */
const tellMs = 100;

export function createMatrixRuns(options: MatrixRunsOptions): MatrixRuns {
  const { lab, hub, values, random } = options;
  const kept = createKeptRuns(values, random);
  let gate = createPauseGate();
  let cancelling = new AbortController();
  let progress = idle;
  let live: LiveCell[] = [];
  let told = 0;
  const tell = createThrottle(() => {
    const fresh = live.slice(told);
    told = live.length;
    hub.emit({ type: 'matrix-changed', progress, fresh, runs: kept.list() });
  }, tellMs);
  const become = (change: Partial<MatrixProgress>) => {
    progress = { ...progress, ...change };
    tell.request();
  };
  const isRunning = () => progress.state === 'running' || progress.state === 'paused';

  const measure = async (order: MeasureOrder): Promise<void> => {
    const { signal } = cancelling;
    const measured = await measureTargets(order, {
      ca: lab.ca,
      transport: options.transport,
      clock: options.realClock,
      ...{ random, gate, signal },
      onProgress: ({ target, result, done, total }) => {
        live.push({ target, result });
        become({ done, total });
      },
    });
    if (!measured.ok) become({ state: 'failed', problem: describeFailure(measured.error) });
    else if (measured.value === null) become({ state: 'cancelled' });
    else become({ state: 'done', runId: kept.add(measured.value, null).id });
  };

  return {
    view: () => ({
      order: readKeptOrder(values),
      progress,
      live,
      runs: kept.list(),
      cases: matrixCases.map(({ id, title, family, core }) => ({
        ...{ id, title, family, isCore: core },
      })),
    }),
    start: (order) => {
      if (isRunning()) return err({ code: 'busy', what: 'matrix' });
      if (lab.ca.state === null) return err({ code: 'lab-not-open' });
      const read = readOrder(order, { policy: options.policy(), network: options.network() });
      if (!read.ok) return err({ code: 'fields-invalid', problems: read.error });
      values.write('matrix-order', { ...order, exposure: 'loopback-only' });
      gate = createPauseGate();
      cancelling = new AbortController();
      live = [];
      told = 0;
      const own = order.reference === 'with' ? [referenceName] : [];
      const targets = [...read.value.targets.map(({ name }) => name), ...own];
      progress = { ...idle, state: 'running', targets };
      tell.request();
      const finished = measure(read.value).catch((error: unknown) => {
        // A bug: it is heard of where it is handled, and the screen does not wait for ever.
        become({ state: 'failed', problem: 'Revoscope met an error of its own.' });
        throw error;
      });
      return ok({ finished });
    },
    setPaused: (isPaused) => {
      if (!isRunning()) return;
      if (isPaused) gate.pause();
      else gate.resume();
      become({ state: isPaused ? 'paused' : 'running' });
    },
    cancel: () => cancelling.abort(),
    get: (id) => {
      const run = kept.get(id);
      return run === null ? err({ code: 'not-found', what: 'matrix-run' }) : ok(run);
    },
    remove: (id) => {
      kept.remove(id);
      tell.request();
    },
    take: (text, origin) => {
      const run = readRun(text);
      if (!run.ok) return err({ code: 'input-refused', message: run.error.message });
      const summary = kept.add(run.value, origin);
      tell.request();
      return ok(summary);
    },
    compare: (before, after) => {
      const [first, second] = [kept.get(before), kept.get(after)];
      return first === null || second === null
        ? err({ code: 'not-found', what: 'matrix-run' })
        : ok(compareRuns(first, second));
    },
    trustKit: (product) =>
      lab.ca.state === null ? err({ code: 'lab-not-open' }) : ok(trustKitFor(product, lab.ca)),
  };
}

/** As it was asked for last; what was confirmed then is confirmed anew. */
function readKeptOrder(values: Storage['values']): MatrixOrder {
  const parsed = matrixOrder.safeParse(values.read('matrix-order'));
  return parsed.success ? parsed.data : defaultMatrixOrder;
}

function describeFailure(error: MeasureError): string {
  if (error.code === 'responder-not-opened') {
    return `The responder cannot be opened: ${describeLabError(error.error)}`;
  }
  const { message, remedy } = describeMtlsError(error.error);
  return `Our own server cannot be opened: ${message} ${remedy}`;
}
