import { inspectInput } from '#inspect/inspect-object.ts';
import type { FieldNode, InspectedObject } from '#shared/model/inspection.ts';

/** The one object of an input, judged in November 2026. */
export function inspectOne(bytes: Uint8Array, ...passwords: readonly string[]): InspectedObject {
  const now = Date.parse('2026-11-27T00:00:00Z');
  const [object, ...others] = inspectInput(bytes, { now, passwords });
  if (object === undefined || others.length > 0) throw new Error('not one object');
  return object;
}

/** The value of the first field with this label, at any depth; null where there is none. */
export function fieldValue(fields: readonly FieldNode[], label: string): string | null {
  for (const field of fields) {
    if (field.label === label) return field.value;
    const inner = fieldValue(field.children, label);
    if (inner !== null) return inner;
  }
  return null;
}

/** Ids of the findings. */
export function findingIds({ findings }: InspectedObject): readonly string[] {
  return findings.map(({ id }) => id);
}
