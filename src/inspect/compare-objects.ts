import type { FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import type { ComparedField } from '#shared/model/object-view.ts';
import { encodedLabel, isDerived, localTimeLabel } from './fields/derived-fields.ts';

/** Where a list repeats what stands above it. */
const extensionsLabel = 'Extensions';

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
  const all = [...paths].map((path) => ({
    path,
    before: old.get(path) ?? null,
    after: current.get(path) ?? null,
  }));
  return all.filter((field) => !isToldAlready(field, all));
}

/** Another spelling counts where what is read is the same. */
function isToldAlready({ path }: ComparedField, all: readonly ComparedField[]): boolean {
  const parent = parentOfEncoded(path);
  if (parent === null) return false;
  const isWithin = (other: string) => other === parent || other.startsWith(`${parent} › `);
  return all.some(
    (other) =>
      other.before !== other.after && isWithin(other.path) && parentOfEncoded(other.path) === null,
  );
}

function parentOfEncoded(path: string): string | null {
  const end = ` › ${encodedLabel}`;
  return path.endsWith(end) ? path.slice(0, -end.length) : null;
}

/** Values by path; fields of one label under one parent are numbered. */
function valuesOf(fields: readonly FieldNode[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const add = (list: readonly FieldNode[], parent: string) => {
    const seen = new Map<string, number>();
    for (const { label, value, children } of list) {
      if (label === localTimeLabel) continue;
      const count = (seen.get(label) ?? 0) + 1;
      seen.set(label, count);
      const own = count === 1 ? label : `${label} (${count})`;
      const path = parent === '' ? own : `${parent} › ${own}`;
      // A value that sums its parts up would tell each change twice.
      if (value !== null && (children.length === 0 || !isSummary(value, children))) {
        values.set(path, value);
      }
      add(parent === '' && label === extensionsLabel ? children.filter(isNew) : children, path);
    }
  };
  // What people look for first stands above the extensions, and there once more.
  const above = new Set(fields.map(({ label }) => label));
  const isNew = ({ label }: FieldNode) => !above.has(label);
  add(fields, '');
  return values;
}

function isSummary(value: string, children: readonly FieldNode[]): boolean {
  const parts = children.filter((child) => !isDerived(child));
  return (
    parts.length > 0 && parts.every((part) => part.value !== null && value.includes(part.value))
  );
}
