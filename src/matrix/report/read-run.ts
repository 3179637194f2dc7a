import { err, ok, type Result } from '#shared/model/result.ts';
import { verdictWords } from '../expect.ts';
import type { MatrixRun } from '../matrix-run.ts';

/** Why a file is no run that can be read. */
export interface RunProblem {
  readonly code: 'not-json' | 'not-a-run' | 'other-version';
  readonly message: string;
}

/** Reads the JSON of an earlier run, and checks what a comparison rests on. */
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
  if (isRun(value)) return ok(value);
  return err({
    code: 'not-a-run',
    message: 'A part that every run has is missing or of another kind.',
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a comparison reads: names, titles, judgements and outcomes. */
function isRun(value: unknown): value is MatrixRun {
  return isRecord(value) && Array.isArray(value.targets) && value.targets.every(isColumn);
}

function isColumn(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.name === 'string' &&
    [value.controls, value.cells, value.extras].every(
      (list) => Array.isArray(list) && list.every(isCell),
    )
  );
}

const words: readonly string[] = [...verdictWords, 'void'];
const kinds: readonly string[] = ['admitted', 'denied', 'hung', 'unreachable', 'unclear'];

function isCell(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { outcome, record } = value;
  return (
    typeof value.caseId === 'string' &&
    typeof value.title === 'string' &&
    typeof value.word === 'string' &&
    words.includes(value.word) &&
    (outcome === null || (isRecord(outcome) && kinds.includes(String(outcome.kind)))) &&
    (record === null || isRecord(record))
  );
}
