import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { NamedPolicy, PolicyBook } from '#shared/model/settings.ts';
import type { WorkbenchError } from './error.ts';
import type { EventHub } from './events.ts';
import { findPolicyProblems } from './validate-policy.ts';

/** The policy in force and the saved ones. Only a valid policy is ever put in force. */
export interface Policies {
  book(): PolicyBook;
  current(): Policy;
  /** The policy in force with the name of the saved one that it is; null where it has none or was changed. */
  inForce(): { readonly name: string | null; readonly policy: Policy };
  set(policy: Policy): Result<PolicyBook, WorkbenchError>;
  save(name: string): Result<PolicyBook, WorkbenchError>;
  apply(id: string): Result<PolicyBook, WorkbenchError>;
  rename(id: string, name: string): Result<PolicyBook, WorkbenchError>;
  delete(id: string): Result<PolicyBook, WorkbenchError>;
}

export function createPolicies({
  stored,
  write,
  hub,
  random,
}: {
  /** What was written last, already checked; null the first time. */
  readonly stored: PolicyBook | null;
  readonly write: (book: PolicyBook) => void;
  readonly hub: EventHub;
  readonly random: RandomBytes;
}): Policies {
  let book: PolicyBook = stored ?? { current: defaultPolicy, basedOn: null, saved: [] };

  const change = (next: PolicyBook): Result<PolicyBook, WorkbenchError> => {
    book = next;
    write(book);
    hub.emit({ type: 'policy-changed', policies: book });
    return ok(book);
  };

  const withSaved = (
    id: string,
    use: (found: NamedPolicy) => Result<PolicyBook, WorkbenchError>,
  ) => {
    const found = book.saved.find((named) => named.id === id);
    return found === undefined
      ? err<WorkbenchError>({ code: 'not-found', what: 'policy' })
      : use(found);
  };

  const withName = (
    name: string,
    own: string | null,
    use: (name: string) => Result<PolicyBook, WorkbenchError>,
  ) => {
    const problem = nameProblem(
      name,
      book.saved.filter((named) => named.id !== own),
    );
    return problem === null
      ? use(name.trim())
      : err<WorkbenchError>({
          code: 'fields-invalid',
          problems: [{ field: 'name', message: problem }],
        });
  };

  return {
    book: () => book,
    current: () => book.current,
    inForce: () => {
      const based = book.saved.find(({ id }) => id === book.basedOn);
      return { name: based?.policy === book.current ? based.name : null, policy: book.current };
    },
    set: (policy) => {
      const problems = findPolicyProblems(policy);
      return problems.length > 0
        ? err({ code: 'fields-invalid', problems })
        : change({ ...book, current: policy });
    },
    save: (wanted) =>
      withName(wanted, null, (name) => {
        const id = Buffer.from(random(8)).toString('hex');
        const saved = [...book.saved, { id, name, policy: book.current }];
        return change({ ...book, basedOn: id, saved });
      }),
    apply: (id) => withSaved(id, ({ policy }) => change({ ...book, current: policy, basedOn: id })),
    rename: (id, wanted) =>
      withSaved(id, () =>
        withName(wanted, id, (name) =>
          change({
            ...book,
            saved: book.saved.map((named) => (named.id === id ? { ...named, name } : named)),
          }),
        ),
      ),
    delete: (id) =>
      withSaved(id, () =>
        change({
          ...book,
          basedOn: book.basedOn === id ? null : book.basedOn,
          saved: book.saved.filter((named) => named.id !== id),
        }),
      ),
  };
}

function nameProblem(name: string, others: readonly NamedPolicy[]): string | null {
  const wanted = name.trim();
  if (wanted === '') return 'Give the policy a name.';
  if (wanted.length > 80) return 'A name has at most 80 characters.';
  return others.some((named) => named.name === wanted)
    ? `There is already a policy "${wanted}".`
    : null;
}
