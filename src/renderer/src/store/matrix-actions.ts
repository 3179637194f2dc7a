import { describeIpcError } from '#shared/ipc/error.ts';
import type { MatrixForm, MatrixOrder, TrustKit } from '#shared/model/matrix-view.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { ProductId } from '#shared/model/settings-of-others.ts';
import { type CellChoice, emptyMatrix, isMatrixRunning, type MatrixState } from './matrix-state.ts';
import { ask, callSafely, type Scope } from './scope.ts';
import type { ServersSide } from './state.ts';

export type MatrixActions = ReturnType<typeof createMatrixActions>;

/** What a person does with matrices: set one up, run it, look into its cells, keep and compare runs. */
export function createMatrixActions(scope: Scope) {
  const { store } = scope;
  const patch = (change: Partial<MatrixState>) =>
    store.setState((state) => ({ matrix: { ...state.matrix, ...change } }));
  const showRun = async (id: string) => {
    patch({ shown: { kind: 'loading', id }, look: 'grid', cell: null });
    const answer = await ask(scope, 'The run cannot be opened', 'matrix:get-run', { id });
    const { shown } = store.getState().matrix;
    if (shown.kind !== 'loading' || shown.id !== id) return;
    patch({ shown: answer === null ? { kind: 'none' } : { kind: 'kept', id, run: answer.value } });
  };
  return {
    showServers: (serversSide: ServersSide) => store.setState({ screen: 'servers', serversSide }),
    /** Reads what the screen begins with, once. */
    async openMatrix() {
      if (store.getState().matrix.state !== 'idle') return;
      patch({ state: 'loading' });
      const answer = await ask(scope, 'The matrix cannot be shown', 'matrix:get-view', null);
      if (answer === null) return patch({ state: 'idle' });
      const { order, progress, live, runs, cases } = answer.value;
      patch({ state: 'ready', order, progress, live, runs, cases });
      if (isMatrixRunning({ progress })) return patch({ shown: { kind: 'live' }, look: 'grid' });
      const [latest] = runs;
      if (latest !== undefined) await showRun(latest.id);
    },
    patchOrder: (change: Partial<MatrixOrder>) =>
      store.setState(({ matrix }) => ({
        matrix: {
          ...matrix,
          order: { ...matrix.order, ...change },
          problems: Object.fromEntries(
            Object.entries(matrix.problems).filter(([field]) => !(field in change)),
          ),
        },
      })),
    showMatrixLook: (look: MatrixState['look']) => patch({ look }),
    chooseCell: (cell: CellChoice | null) => patch({ cell }),
    async startMatrix() {
      const { order, progress } = store.getState().matrix;
      // At once, so that nobody starts it twice.
      patch({ problems: {}, live: [], progress: { ...emptyMatrix.progress, state: 'running' } });
      const result = await callSafely(scope, 'matrix:start-run', order);
      if (result.ok) {
        return patch({ shown: { kind: 'live' }, look: 'grid', cell: null });
      }
      const { error } = result;
      const problems =
        error.code === 'fields-invalid'
          ? Object.fromEntries(error.problems.map(({ field, message }) => [field, message]))
          : { '': describeIpcError(error) };
      patch({ problems, look: 'set-up', progress });
    },
    pauseMatrix: (isPaused: boolean) =>
      ask(scope, 'The run goes on', 'matrix:set-paused', { isPaused }),
    cancelMatrix: () => ask(scope, 'The run cannot be cancelled', 'matrix:cancel-run', null),
    /** A run that has ended is shown as it is kept. */
    followMatrix() {
      const { shown, progress } = store.getState().matrix;
      if (shown.kind !== 'live' || progress.state !== 'done' || progress.runId === null) return;
      const { cell } = store.getState().matrix;
      void showRun(progress.runId).then(() => patch({ cell }));
    },
    showRun,
    async removeRun(id: string) {
      await ask(scope, 'The run is kept', 'matrix:remove-run', { id });
      const { shown } = store.getState().matrix;
      if (shown.kind === 'kept' && shown.id === id) patch({ shown: { kind: 'none' }, cell: null });
    },
    async openRunFile() {
      const answer = await ask(scope, 'The run cannot be opened', 'matrix:open-run', null);
      if (answer !== null && answer.value !== null) await showRun(answer.value.id);
    },
    exportRun: (id: string, form: MatrixForm) =>
      ask(scope, 'The run was not saved', 'matrix:export-run', { id, form }),
    async compareRuns(before: string, after: string) {
      patch({ comparison: { before, after, changes: null } });
      const answer = await ask(scope, 'The runs cannot be compared', 'matrix:compare-runs', {
        ...{ before, after },
      });
      patch({ comparison: answer === null ? null : { before, after, changes: answer.value } });
    },
    closeComparison: () => patch({ comparison: null }),
    async readTrustKit(product: ProductId): Promise<Result<TrustKit, string>> {
      const result = await callSafely(scope, 'matrix:get-trust-kit', { product });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    async chooseTrust(): Promise<string | null> {
      const answer = await ask(scope, 'The file was not taken', 'matrix:choose-trust', null);
      return answer?.value.pem ?? null;
    },
  };
}
