import { err, ok, type Result } from '#shared/model/result.ts';
import { type Row, textIn } from './connection.ts';
import { decodeJson } from './encode-json.ts';

/** As much of a zod schema as is needed here. */
export interface Shape<T> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly ShapeIssue[] } };
}

interface ShapeIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Reads the JSON in a column and checks its shape: a file may hold anything. */
export function decodeColumn<T>(
  row: Row,
  column: string,
  shape: Shape<T>,
): Result<T, { readonly detail: string }> {
  const text = textIn(row, column);
  if (text === null) return err({ detail: 'its text is not UTF-8' });
  const json = decodeJson(text);
  return json.ok ? checkShape(json.value, shape) : json;
}

/** Checks the shape of what was read; `detail` names the first place where it is another. */
export function checkShape<T>(
  value: unknown,
  shape: Shape<T>,
): Result<T, { readonly detail: string }> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String).join('.') ?? '';
  return err({ detail: `${path === '' ? 'value' : path}: ${issue?.message ?? 'not valid'}` });
}
