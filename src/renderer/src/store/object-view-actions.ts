import { describeIpcError } from '#shared/ipc/error.ts';
import type { ChainGraph } from '#shared/model/chain-graph.ts';
import type { JudgedAt, ObjectJudgement, SerialLookUp } from '#shared/model/object-judgement.ts';
import type {
  ChainQuestion,
  ExportChoice,
  FoundObject,
  ObjectComparison,
  ObjectExport,
  ObjectText,
  TextForm,
} from '#shared/model/object-view.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { ask, callSafely, type Scope } from './scope.ts';
import type { ObjectViewState, WorkbenchState } from './state.ts';

export type ObjectViewActions = ReturnType<typeof createObjectViewActions>;

const firstView: ObjectViewState = { tab: 'fields', range: null };

/** How an object was last looked at; from the first of its tabs where it was not yet. */
export function selectObjectView({ objectViews }: WorkbenchState, id: string): ObjectViewState {
  return objectViews.get(id) ?? firstView;
}

/** Whether the second object of a comparison is being chosen. */
export function isChoosingOther({ objectComparison }: WorkbenchState): boolean {
  return objectComparison !== null && objectComparison.second === null;
}

/** What a person looks at of an open object. */
export function createObjectViewActions(scope: Scope) {
  const { store } = scope;
  return {
    /** Shows another tab of an object, or marks octets of it; that stays so when it is shown again. */
    viewObject: (id: string, patch: Partial<ObjectViewState>) =>
      store.setState((state) => ({
        objectViews: new Map(state.objectViews).set(id, {
          ...selectObjectView(state, id),
          ...patch,
        }),
      })),
    async listExports(id: string): Promise<readonly ExportChoice[]> {
      const answer = await ask(scope, 'Not exported', 'view:list-exports', { id });
      return answer === null ? [] : answer.value;
    },
    /** Asks where to save; answers whether it was saved. */
    async exportObject(id: string, wanted: ObjectExport): Promise<boolean> {
      const answer = await ask(scope, 'Not exported', 'view:export-object', {
        id,
        export: wanted,
      });
      if (answer?.value.saved === true) store.setState({ announcement: 'Exported.' });
      return answer?.value.saved === true;
    },
    /** Begins a comparison; null leaves the other object to be chosen. */
    compareObjectWith: (first: string, second: string | null) =>
      store.setState({ objectComparison: { first, second } }),
    endObjectComparison: () => store.setState({ objectComparison: null }),
    async compareObjects(before: string, after: string): Promise<Result<ObjectComparison, string>> {
      const result = await callSafely(scope, 'view:compare-objects', { before, after });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    /** Judges chains by something else from now on. */
    askForChains: (patch: Partial<ChainQuestion>) =>
      store.setState(({ chainQuestion }) => ({ chainQuestion: { ...chainQuestion, ...patch } })),
    async drawChains(
      fingerprint: string,
      question: ChainQuestion,
    ): Promise<Result<ChainGraph, string>> {
      const result = await callSafely(scope, 'view:draw-chains', { fingerprint, question });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    /** null where a newer search took its place. */
    async searchObjects(typed: string): Promise<readonly FoundObject[] | null> {
      const answer = await ask(scope, 'The search failed', 'view:search-objects', { typed });
      return answer === null ? null : answer.value;
    },
    async judgeObject(
      id: string,
      judgedAt: JudgedAt,
    ): Promise<Result<ObjectJudgement | null, string>> {
      const result = await callSafely(scope, 'view:judge-object', { id, judgedAt });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    async lookUpSerial(id: string, typed: string): Promise<Result<SerialLookUp, string>> {
      const result = await callSafely(scope, 'view:look-up-serial', { id, typed });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    async writeText(id: string, form: TextForm): Promise<Result<ObjectText | null, string>> {
      const result = await callSafely(scope, 'view:write-text', { id, form });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
  };
}
