import type { FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import type { ComparedField } from '#shared/model/object-view.ts';

/** The fields that two objects do not have alike, in the order of the first. */
export function compareObjects(
  before: InspectedObject,
  after: InspectedObject,
): readonly ComparedField[] {
  return compareFields(before, after).filter((field) => field.before !== field.after);
}

/** Every field of two objects beside each other, in the order of the first; those of the second alone last. */
export function compareFields(
  before: InspectedObject,
  after: InspectedObject,
): readonly ComparedField[] {
  const old = valuesOf(before.fields);
  const current = valuesOf(after.fields);
  const paths = new Set([...old.keys(), ...current.keys()]);
  return [...paths].map((path) => ({
    path,
    before: old.get(path) ?? null,
    after: current.get(path) ?? null,
  }));
}

/** Values by path; fields of one label under one parent are numbered. */
function valuesOf(fields: readonly FieldNode[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const add = (list: readonly FieldNode[], parent: string) => {
    const seen = new Map<string, number>();
    for (const { label, value, children } of list) {
      const count = (seen.get(label) ?? 0) + 1;
      seen.set(label, count);
      const own = count === 1 ? label : `${label} (${count})`;
      const path = parent === '' ? own : `${parent} › ${own}`;
      // A value that sums its parts up would tell each change twice.
      if (value !== null && (children.length === 0 || !isSummary(value, children))) {
        values.set(path, value);
      }
      add(children, path);
    }
  };
  add(fields, '');
  return values;
}

function isSummary(value: string, children: readonly FieldNode[]): boolean {
  return children.every((child) => child.value !== null && value.includes(child.value));
}
