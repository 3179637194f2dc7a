import type { z } from 'zod';
import { err, ok, type Result } from '../model/result.ts';

/** Why a JSON file is not what it should be: `path` is the field, or null where the whole is none. */
export interface JsonFileError {
  readonly code: 'not-json' | 'other-format' | 'newer-version' | 'field-invalid';
  readonly path: string | null;
  readonly message: string;
}

/** What a kind of file says of itself in its fields `format` and `version`. */
export interface JsonFileKind {
  readonly format: string;
  readonly version: number;
  /** As in “The file is no …”. */
  readonly name: string;
}

/** Reads text as JSON that says to be of this kind, in this version or an earlier one. */
export function readJsonFile(text: string, kind: JsonFileKind): Result<unknown, JsonFileError> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const problem = recognise(parsed.value, kind);
  return problem === null ? parsed : err(problem);
}

function parseJson(text: string): Result<unknown, JsonFileError> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({ code: 'not-json', path: null, message: `The file is not JSON: ${detail}.` });
  }
}

/** What is wrong with the whole file; null where it says to be of this kind. */
function recognise(value: unknown, { format, version, name }: JsonFileKind): JsonFileError | null {
  const field = (key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  if (field('format') !== format) {
    const message = `The file is no ${name} of Revoscope: its "format" is not "${format}".`;
    return { code: 'other-format', path: 'format', message };
  }
  const written = field('version');
  if (typeof written === 'number' && written > version) {
    const message = `The file was written by a newer Revoscope (version ${written} of the format; this one reads ${version}).`;
    return { code: 'newer-version', path: 'version', message };
  }
  return null;
}

/** The first field that does not fit, with the path to it. */
export function firstProblem(error: z.ZodError, above: readonly string[] = []): JsonFileError {
  const [issue] = error.issues;
  const path = [...above, ...(issue?.path ?? []).map(String)].join('.');
  return { code: 'field-invalid', path, message: `${path}: ${issue?.message ?? 'not valid'}.` };
}
