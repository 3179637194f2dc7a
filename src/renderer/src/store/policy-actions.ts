import { describeIpcError, type IpcError } from '#shared/ipc/error.ts';
import type { Policy } from '#shared/model/policy.ts';
import { ask, callSafely, type Scope } from './scope.ts';

export type PolicyActions = ReturnType<typeof createPolicyActions>;

/** What a person does with the policy in force and with the saved ones. */
export function createPolicyActions(scope: Scope) {
  const { store } = scope;
  /** One change after the other, each on top of what the one before came to. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const before = scope.policyChanges.last;
    const next = before === null ? work() : before.then(work, work);
    scope.policyChanges.last = next;
    const done = () => {
      if (scope.policyChanges.last === next) scope.policyChanges.last = null;
    };
    next.then(done, done);
    return next;
  };

  const named = async (
    title: string,
    channel: 'policy:apply-policy' | 'policy:update-policy' | 'policy:delete-policy',
    id: string,
  ) => {
    const answer = await inTurn(() => ask(scope, title, channel, { id }));
    if (answer !== null) store.setState({ policies: answer.value, policyProblems: {} });
  };

  return {
    /** Puts a change into force, or says at each field why it is refused. */
    patchPolicy: (patch: Partial<Policy>) => inTurn(() => patchPolicy(scope, patch)),
    /** Shows a problem that the window found itself (a text that is no number). */
    reportField: (field: string, message: string | null) =>
      store.setState((state) => ({
        policyProblems: withProblem(state.policyProblems, field, message),
      })),
    /** What was refused goes with its field, and so does what is still on its way and will be refused. */
    forgetField(field: string) {
      const forget = () =>
        store.setState((state) => ({
          policyProblems: withoutFields(state.policyProblems, [field]),
        }));
      forget();
      scope.policyChanges.last?.then(forget, forget);
    },
    applyPolicy: (id: string) => named('The policy cannot be applied', 'policy:apply-policy', id),
    /** Puts the policy in force in place of a saved one. */
    updatePolicy: (id: string) => named('The policy is not saved', 'policy:update-policy', id),
    deletePolicy: (id: string) => named('The policy cannot be deleted', 'policy:delete-policy', id),
    async importPolicy() {
      const answer = await inTurn(() =>
        ask(scope, 'The policy was not imported', 'policy:import-policy', null),
      );
      if (answer !== null && answer.value !== null) {
        store.setState({ policies: answer.value, policyProblems: {} });
      }
    },
    exportPolicy: () => ask(scope, 'The policy was not exported', 'policy:export-policy', null),
    /** Saves the policy in force under a name; the answer is what was wrong with the name, or null. */
    async savePolicy(name: string): Promise<string | null> {
      const result = await inTurn(() => callSafely(scope, 'policy:save-policy', { name }));
      if (!result.ok) return describeIpcError(result.error);
      store.setState({ policies: result.value });
      return null;
    },
    /** The policy in force as the JSON of a policy file; null where it cannot be had. */
    async readPolicyText(): Promise<string | null> {
      const answer = await ask(scope, 'The policy cannot be written', 'policy:get-text', null);
      return answer?.value.text ?? null;
    },
    async renamePolicy(id: string, name: string): Promise<string | null> {
      const result = await inTurn(() => callSafely(scope, 'policy:rename-policy', { id, name }));
      if (!result.ok) return describeIpcError(result.error);
      store.setState({ policies: result.value });
      return null;
    },
  };
}

async function patchPolicy(scope: Scope, patch: Partial<Policy>): Promise<boolean> {
  const { store } = scope;
  const before = store.getState().policies;
  const touched = fieldsOf(patch);
  const policy: Policy = { ...before.current, ...patch };
  store.setState((state) => ({ policyProblems: withoutFields(state.policyProblems, touched) }));
  const result = await callSafely(scope, 'policy:set-policy', policy);
  if (result.ok) {
    store.setState({ policies: result.value });
    return true;
  }
  const problems = problemsAt(touched, result.error);
  store.setState((state) => ({ policyProblems: { ...state.policyProblems, ...problems } }));
  return false;
}

/**
 * Why a change is refused, by field. Where two settings do not go together, the one that was changed is the one
 * to mend; what is wrong with it alone comes first.
 */
function problemsAt(touched: readonly string[], error: IpcError): Readonly<Record<string, string>> {
  const here = touched[0] ?? 'policy';
  if (error.code !== 'fields-invalid') return { [here]: describeIpcError(error) };
  const own = error.problems.filter(({ field }) => touched.includes(field));
  const others = error.problems.filter(({ field }) => !touched.includes(field));
  return Object.fromEntries([
    ...others.map(({ message }) => [here, message] as const),
    ...own.map(({ field, message }) => [field, message] as const),
  ]);
}

/** The paths of the fields that a change touches: `responderUri`, `cache.minSeconds`. */
function fieldsOf(patch: Partial<Policy>): readonly string[] {
  return Object.keys(patch).flatMap((key) =>
    key === 'cache'
      ? ['cache.minSeconds', 'cache.maxSeconds', 'cache.use', 'cache.hold', 'cache']
      : [key],
  );
}

function withoutFields(
  problems: Readonly<Record<string, string>>,
  fields: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(problems).filter(([field]) => !fields.includes(field)));
}

function withProblem(
  problems: Readonly<Record<string, string>>,
  field: string,
  message: string | null,
): Readonly<Record<string, string>> {
  const rest = withoutFields(problems, [field]);
  return message === null ? rest : { ...rest, [field]: message };
}
