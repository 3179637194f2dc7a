import { describeIpcError } from '#shared/ipc/error.ts';
import type { ObjectText, TextForm } from '#shared/model/object-view.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { callSafely, type Scope } from './scope.ts';
import type { ObjectViewState, WorkbenchState } from './state.ts';

export type ObjectViewActions = ReturnType<typeof createObjectViewActions>;

const firstView: ObjectViewState = { tab: 'fields', range: null };

/** How an object was last looked at; from the first of its tabs where it was not yet. */
export function selectObjectView({ objectViews }: WorkbenchState, id: string): ObjectViewState {
  return objectViews.get(id) ?? firstView;
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
    async writeText(id: string, form: TextForm): Promise<Result<ObjectText | null, string>> {
      const result = await callSafely(scope, 'view:write-text', { id, form });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
  };
}
