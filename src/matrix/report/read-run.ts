import type { MatrixRun } from '#shared/model/matrix-run.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { matrixRun } from '#shared/schema/matrix.ts';

/** Why a file is no run that can be read. */
export interface RunProblem {
  readonly code: 'not-json' | 'not-a-run' | 'other-version';
  readonly message: string;
}

/** Reads the JSON of an earlier run. */
export function readRun(text: string): Result<MatrixRun, RunProblem> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({ code: 'not-json', message: `This is no JSON: ${detail}.` });
  }
  if (!isRecord(value) || value.schema !== 'revoscope-matrix') {
    return err({
      code: 'not-a-run',
      message: 'This is no run that "revoscope matrix --json" wrote.',
    });
  }
  if (value.version !== 1) {
    return err({
      code: 'other-version',
      message: `This run is of version ${String(value.version)}; version 1 can be read.`,
    });
  }
  const parsed = matrixRun.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const place = issue === undefined ? '' : ` (${issue.path.join('.')})`;
  return err({
    code: 'not-a-run',
    message: `A part that every run has is missing or of another kind${place}.`,
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
