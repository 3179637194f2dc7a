import type { FieldNode } from '#shared/model/inspection.ts';
import { isDerived } from '../fields/derived-fields.ts';

/** A field with the columns that its label is indented by; groups have no value. */
export interface FieldLine {
  readonly label: string;
  readonly value: string;
}

/** Fields one under the other, parts indented below what they are parts of. */
export function fieldLines(fields: readonly FieldNode[], depth: number): readonly FieldLine[] {
  return fields.flatMap((field) => [
    { label: '  '.repeat(depth) + field.label, value: field.value ?? '' },
    ...(isTold(field) ? [] : fieldLines(field.children, depth + 1)),
  ]);
}

/** A value that says all that its parts say: a name, an algorithm, a list that fits in a line. */
function isTold({ value, children }: FieldNode): boolean {
  const parts = children.filter((child) => !isDerived(child));
  if (value === null || parts.length === 0) return false;
  return parts.every(
    (child) =>
      child.children.length === 0 && child.value !== null && value.includes(firstWord(child.value)),
  );
}

function firstWord(text: string): string {
  return text.split(' ')[0] ?? text;
}
