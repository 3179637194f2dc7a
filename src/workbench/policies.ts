import { hexOf } from '#pki/octets.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { isSamePolicy } from '#shared/model/same-policy.ts';
import type { NamedPolicy, PolicyList } from '#shared/model/settings.ts';
import type { PolicyFile } from '#shared/schema/policy-file.ts';
import type { WorkbenchError } from './error.ts';
import type { EventHub } from './events.ts';
import { findPolicyProblems } from './validate-policy.ts';

type Changed = Result<PolicyList, WorkbenchError>;

/** The policy in force and the saved ones. Only a valid policy is ever put in force. */
export interface Policies {
  list(): PolicyList;
  current(): Policy;
  /** The policy in force with the name of the saved one that it is; null where it has none or was changed. */
  inForce(): PolicyFile;
  set(policy: Policy): Changed;
  /** Saves the policy in force under a name of its own. */
  save(name: string): Changed;
  /** Saves the policy in force in place of a saved one. */
  update(id: string): Changed;
  apply(id: string): Changed;
  rename(id: string, name: string): Changed;
  delete(id: string): Changed;
  /** Saves what a file held, under a name that is free, and puts it in force. */
  take(file: PolicyFile): Changed;
}

const longestName = 80;

export function createPolicies({
  stored,
  write,
  hub,
  random,
}: {
  /** What was written last, already checked; null the first time. */
  readonly stored: PolicyList | null;
  readonly write: (list: PolicyList) => void;
  readonly hub: EventHub;
  readonly random: RandomBytes;
}): Policies {
  let list: PolicyList = stored ?? { current: defaultPolicy, basedOn: null, saved: [] };

  const change = (next: Partial<PolicyList>): Changed => {
    list = { ...list, ...next };
    write(list);
    hub.emit({ type: 'policy-changed', policies: list });
    return ok(list);
  };
  const add = (name: string, policy: Policy): Changed => {
    const id = hexOf(random(8));
    return change({ current: policy, basedOn: id, saved: [...list.saved, { id, name, policy }] });
  };
  const withSaved = (id: string, use: (found: NamedPolicy) => Changed): Changed => {
    const found = list.saved.find((named) => named.id === id);
    return found === undefined ? err({ code: 'not-found', what: 'policy' }) : use(found);
  };
  const replace = (id: string, part: Partial<NamedPolicy>) =>
    list.saved.map((named) => (named.id === id ? { ...named, ...part } : named));
  const withName = (name: string, own: string | null, use: (name: string) => Changed): Changed => {
    const others = list.saved.filter((named) => named.id !== own);
    const message = nameProblem(name, others);
    return message === null
      ? use(name.trim())
      : err({ code: 'fields-invalid', problems: [{ field: 'name', message }] });
  };
  const withValid = (policy: Policy, use: () => Changed): Changed => {
    const problems = findPolicyProblems(policy);
    return problems.length > 0 ? err({ code: 'fields-invalid', problems }) : use();
  };

  return {
    list: () => list,
    current: () => list.current,
    inForce: () => {
      const based = list.saved.find(({ id }) => id === list.basedOn);
      const isIt = based !== undefined && isSamePolicy(based.policy, list.current);
      return { name: isIt ? based.name : null, policy: list.current };
    },
    set: (policy) => withValid(policy, () => change({ current: policy })),
    save: (wanted) => withName(wanted, null, (name) => add(name, list.current)),
    update: (id) =>
      withSaved(id, () => change({ basedOn: id, saved: replace(id, { policy: list.current }) })),
    apply: (id) => withSaved(id, ({ policy }) => change({ current: policy, basedOn: id })),
    rename: (id, wanted) =>
      withSaved(id, () => withName(wanted, id, (name) => change({ saved: replace(id, { name }) }))),
    delete: (id) =>
      withSaved(id, () =>
        change({
          basedOn: list.basedOn === id ? null : list.basedOn,
          saved: list.saved.filter((named) => named.id !== id),
        }),
      ),
    take: ({ name, policy }) =>
      withValid(policy, () => add(freeName(name ?? 'Imported policy', list.saved), policy)),
  };
}

/** The name itself where it is free, else with the first number that makes it so. */
function freeName(wanted: string, taken: readonly NamedPolicy[]): string {
  const base = wanted.trim().slice(0, longestName - 5) || 'Imported policy';
  let name = base;
  for (let number = 2; taken.some((named) => named.name === name); number += 1) {
    name = `${base} ${number}`;
  }
  return name;
}

function nameProblem(name: string, others: readonly NamedPolicy[]): string | null {
  const wanted = name.trim();
  if (wanted === '') return 'Give the policy a name.';
  if (wanted.length > longestName) return `A name has at most ${longestName} characters.`;
  return others.some((named) => named.name === wanted)
    ? `There is already a policy "${wanted}".`
    : null;
}
