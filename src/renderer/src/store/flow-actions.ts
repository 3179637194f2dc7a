import { findResponseIndex } from '#shared/flow/find-message.ts';
import type { FlowFilter, FlowRow } from '#shared/flow/flow.ts';
import { describeIpcError } from '#shared/ipc/error.ts';
import type { CheckId } from '#shared/model/verdict.ts';
import { createFlowList, indexOfRow, missingPages, placePage, rowIdAt } from './flow-list-state.ts';
import { addProblem, ask, callSafely, nextId, type Scope } from './scope.ts';
import { selectOpenFlow, selectOpenFlowId } from './selectors.ts';
import type { DetailTab, WorkbenchState } from './state.ts';

/** The first page is this long; the rest is read as it comes into view. */
const firstPage = 200;

export type FlowActions = ReturnType<typeof createFlowActions>;

/** What a person does with flows: look through them, open one, compare, delete, start and cancel a check. */
export function createFlowActions(scope: Scope) {
  const { store } = scope;
  const pending = new Set<string>();

  return {
    openFlow: (flowId: string | null) => openFlow(scope, flowId),
    /** Reads the flow again after it finished or after a step was missed. */
    refreshFlow: (flowId: string) => refresh(scope, flowId),
    selectEvent: (index: number | null, tab?: DetailTab) =>
      store.setState(
        tab === undefined ? { selectedEvent: index } : { selectedEvent: index, detailTab: tab },
      ),
    showTab: (detailTab: DetailTab) => store.setState({ detailTab }),
    /** Marks the octets of the open flow's response that a check rests on. */
    showProof(check: CheckId) {
      const flow = selectOpenFlow(store.getState());
      const index = flow === null ? null : findResponseIndex(flow);
      if (flow === null || index === null) return;
      const proof = { flowId: flow.id, check };
      store.setState({ proof, selectedEvent: index, detailTab: 'bytes', judgesDialog: 'closed' });
    },
    setFilter: (filter: FlowFilter) => reload(scope, filter),
    reloadList: () => reload(scope, store.getState().list.filter),
    /** Makes sure that the rows of a stretch are there. */
    async showRange(first: number, last: number) {
      const { list } = store.getState();
      for (const page of missingPages(list, first, last)) {
        const key = `${list.generation}:${list.total - page.offset}`;
        if (pending.has(key)) continue;
        pending.add(key);
        const result = await callSafely(scope, 'flows:list-flows', {
          filter: list.filter,
          ...page,
        });
        pending.delete(key);
        if (!result.ok) {
          addProblem(scope, {
            kind: 'command',
            title: 'Flows cannot be read',
            message: describeIpcError(result.error),
          });
          return;
        }
        store.setState((state) =>
          state.list.generation === list.generation
            ? { list: placePage(state.list, page.offset, result.value) }
            : {},
        );
      }
    },
    /** Shows the newest of the flows that clients have begun, where the person wants to follow them. */
    followNewFlows(rows: readonly FlowRow[], before: WorkbenchState) {
      const { settings, comparison } = store.getState();
      if (settings.newFlows !== 'follow' || comparison !== null) return;
      const fresh = rows.filter(({ id }) => !before.list.rows.has(id));
      const isOfClient = ({ source }: FlowRow) => source !== 'scenario' && source !== 'case';
      const newest = fresh.findLast(isOfClient);
      if (newest !== undefined) void openFlow(scope, newest.id);
    },
    deleteFlows: (flowIds: readonly string[] | null) => remove(scope, flowIds),
    compareWith(first: string, second: string | null) {
      store.setState({ comparison: { first, second } });
    },
    endComparison: () => store.setState({ comparison: null }),
    startCheck: () => startCheck(scope),
    async cancelCheck() {
      const { checkRun } = store.getState();
      if (checkRun.state !== 'running') return;
      await ask(scope, 'The check cannot be cancelled', 'check:cancel-check', {
        flowId: checkRun.flowId,
      });
    },
  };
}

/** Shows a flow, and follows it while it runs; null closes the one that is shown. */
export async function openFlow(scope: Scope, flowId: string | null): Promise<void> {
  const { store } = scope;
  if (flowId === null) {
    // An answer for the one before, which may be on its way still, opens nothing any more.
    latestOpen.delete(scope);
    store.setState({ opened: { state: 'none' }, selectedEvent: null });
    await callSafely(scope, 'flows:watch-flow', { flowId: null });
    return;
  }
  const state = store.getState();
  if (state.opened.state !== 'failed' && selectOpenFlowId(state) === flowId) return;
  store.setState({
    opened: { state: 'loading', flowId, before: selectOpenFlow(state) },
    selectedEvent: null,
    missedClient: null,
  });
  latestOpen.set(scope, flowId);
  await callSafely(scope, 'flows:watch-flow', { flowId });
  await refresh(scope, flowId);
}

/** The flow that each window asked for last: an answer for an earlier one is dropped. */
const latestOpen = new WeakMap<Scope, string>();

async function refresh(scope: Scope, flowId: string): Promise<void> {
  const result = await callSafely(scope, 'flows:get-flow', { flowId });
  if (latestOpen.get(scope) !== flowId) return;
  scope.store.setState({
    opened: result.ok
      ? { state: 'ready', flow: result.value }
      : { state: 'failed', flowId, message: describeIpcError(result.error) },
  });
  // The flow may have finished while it was read; its last word would then never come.
  const verdict = scope.store.getState().list.rows.get(flowId)?.verdict ?? null;
  if (result.ok && result.value.outcome === null && verdict !== null) await refresh(scope, flowId);
}

async function reload(scope: Scope, filter: FlowFilter): Promise<void> {
  const { store } = scope;
  const generation = store.getState().list.generation + 1;
  store.setState((state) => ({ list: { ...state.list, filter, generation } }));
  const result = await callSafely(scope, 'flows:list-flows', {
    filter,
    offset: 0,
    limit: firstPage,
  });
  if (store.getState().list.generation !== generation) return;
  if (result.ok) store.setState({ list: createFlowList(filter, generation, result.value) });
  else {
    addProblem(scope, {
      kind: 'command',
      title: 'Flows cannot be read',
      message: describeIpcError(result.error),
    });
  }
}

async function remove(scope: Scope, flowIds: readonly string[] | null): Promise<void> {
  const { store } = scope;
  const { list, statistics } = store.getState();
  const count = flowIds?.length ?? statistics.total;
  const openId = selectOpenFlowId(store.getState());
  const isOpenGone = openId !== null && (flowIds === null || flowIds.includes(openId));
  const neighbour = isOpenGone && flowIds !== null ? neighbourOf(list, flowIds) : null;
  const answer = await ask(scope, 'Not deleted', 'flows:delete-flows', { flowIds });
  if (answer === null) return;
  if (isOpenGone) await openFlow(scope, neighbour);
  store.setState({
    undo: {
      id: nextId(),
      text: count === 1 ? '1 flow deleted' : `${count.toLocaleString('en')} flows deleted`,
      run: async () => {
        await ask(scope, 'Not restored', 'flows:restore-flows', {
          undoToken: answer.value.undoToken,
        });
        if (openId !== null && isOpenGone) await openFlow(scope, openId);
      },
    },
  });
}

function neighbourOf(list: Parameters<typeof rowIdAt>[0], gone: readonly string[]): string | null {
  const at = indexOfRow(list, gone[0] ?? '');
  for (const index of [at + 1, at - 1]) {
    const id = index < 0 ? undefined : rowIdAt(list, index);
    if (id !== undefined && !gone.includes(id)) return id;
  }
  return null;
}

async function startCheck(scope: Scope): Promise<void> {
  const { store } = scope;
  // What was written last may still be on its way, and be refused.
  if (scope.policyChanges.last !== null) await scope.policyChanges.last;
  const { checkRun, checkTarget, policyProblems } = store.getState();
  if (checkRun.state !== 'idle' || checkTarget.fingerprint === null) return;
  const [refused] = Object.values(policyProblems);
  if (refused !== undefined) {
    const message = `A setting that is written in the policy is not in force. ${refused}`;
    addProblem(scope, { kind: 'command', title: 'The check was not started', message });
    return;
  }
  store.setState({ checkRun: { state: 'starting' }, screen: 'flows' });
  const answer = await ask(scope, 'The check cannot start', 'check:start-check', {
    fingerprint: checkTarget.fingerprint,
    issuerFingerprint: checkTarget.issuerFingerprint,
  });
  if (answer === null) {
    store.setState({ checkRun: { state: 'idle' } });
    return;
  }
  const { flowId } = answer.value;
  // The row may already have come with its verdict: a cached answer is faster than this reply.
  const row = store.getState().list.rows.get(flowId);
  const isDone = row !== undefined && row.verdict !== null;
  store.setState({ checkRun: isDone ? { state: 'idle' } : { state: 'running', flowId } });
  await openFlow(scope, flowId);
}
