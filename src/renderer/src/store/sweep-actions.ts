import { describeIpcError } from '#shared/ipc/error.ts';
import type { SweepResult } from '#shared/model/sweep.ts';
import type { SweepForm, SweepOrder, SweepPage } from '#shared/model/sweep-view.ts';
import { ask, callSafely, type Scope } from './scope.ts';
import { isSweepBusy, type SweepState } from './sweep-state.ts';

export type SweepActions = ReturnType<typeof createSweepActions>;

/** What a person does to check very many certificates. */
export function createSweepActions(scope: Scope) {
  const { store } = scope;
  const patch = (change: Partial<SweepState>) =>
    store.setState((state) => ({ sweep: { ...state.sweep, ...change } }));
  const read = async () => {
    const answer = await ask(scope, 'The sweep cannot be shown', 'sweep:get-view', null);
    if (answer === null) return patch({ state: 'idle' });
    const { order, chosen, issuers, run } = answer.value;
    const { state } = store.getState().sweep;
    patch({
      ...(state === 'ready' ? {} : { order }),
      ...{ state: 'ready', chosen, issuers, run },
      ...(isSweepBusy({ run }) ? { look: 'results' } : {}),
    });
  };
  return {
    /** Reads what the screen begins with; CAs may have been loaded since the last time. */
    openSweep: read,
    patchSweepOrder(change: Partial<SweepOrder>) {
      const { sweep } = store.getState();
      patch({ order: { ...sweep.order, ...change }, problems: {} });
    },
    async chooseSweepInputs(kind: 'files' | 'folder') {
      const answer = await ask(scope, 'It cannot be read', 'sweep:choose-inputs', { kind });
      if (answer === null || answer.value === null) return;
      const { order } = store.getState().sweep;
      patch({ chosen: answer.value, order: { ...order, source: 'files' }, problems: {} });
    },
    async startSweep() {
      const result = await callSafely(scope, 'sweep:start-sweep', store.getState().sweep.order);
      if (result.ok) return patch({ look: 'results', filter: null, shown: null });
      const { error } = result;
      patch({
        problems:
          error.code === 'fields-invalid'
            ? Object.fromEntries(error.problems.map(({ field, message }) => [field, message]))
            : { '': describeIpcError(error) },
      });
    },
    async resumeSweep() {
      const answer = await ask(scope, 'It cannot go on', 'sweep:resume-sweep', null);
      if (answer !== null) patch({ look: 'results', filter: null, shown: null });
    },
    pauseSweep: (isPaused: boolean) =>
      ask(scope, 'The sweep goes on', 'sweep:set-paused', { isPaused }),
    cancelSweep: () => ask(scope, 'It cannot be cancelled', 'sweep:cancel-sweep', null),
    showSweepLook: (look: SweepState['look']) => patch({ look }),
    filterSweep: (filter: SweepState['filter']) => patch({ filter, shown: null }),
    showSweepResult: (shown: SweepResult | null) => patch({ shown }),
    async readSweepPage(
      status: SweepState['filter'],
      offset: number,
      limit: number,
    ): Promise<SweepPage | null> {
      const result = await callSafely(scope, 'sweep:list-results', { status, offset, limit });
      return result.ok ? result.value : null;
    },
    saveSweep: (form: SweepForm) =>
      ask(scope, 'The results were not saved', 'sweep:export-results', { form }),
  };
}
