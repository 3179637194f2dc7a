import {
  closeSync,
  createReadStream,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { err, ok, type Result } from '#shared/model/result.ts';
import { toSafeJson } from '#shared/wording/safe-text.ts';
import type { SweepResult } from '#workbench/sweep/sweep-result.ts';
import type { CliError } from '../cli-error.ts';

/** A file to which lines are added; each is in the file before the call returns. */
export interface LineFile {
  write(line: string): void;
  close(): void;
}

/** A result as a line. Separators such as U+2028 are escaped: a reader of lines would take one for an end. */
export function toLine(result: SweepResult): string {
  return toSafeJson(JSON.stringify(result));
}

/** Opens a file for lines: anew, with the folders above it, or where its last whole line ends. */
export function openLines(path: string, keepOctets: number): Result<LineFile, CliError> {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, keepOctets > 0 ? 'r+' : 'w', 0o600);
    ftruncateSync(file, keepOctets);
    let at = keepOctets;
    return ok({
      write: (line) => {
        at += writeSync(file, `${line}\n`, at);
      },
      close: () => closeSync(file),
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({
      code: 'unavailable',
      message: `${path} cannot be written: ${detail}.`,
      remedy: 'Give another file.',
    });
  }
}

/** What an earlier run wrote: each result, and how many octets whole lines take up. */
export async function readJournal(
  path: string,
  onResult: (result: SweepResult) => void,
): Promise<number> {
  if (!existsSync(path)) return 0;
  let kept = 0;
  // A line that was cut off by a crash has no end: it is asked about again.
  let last: string | null = null;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: 0 })) {
    if (last !== null) kept += take(last, onResult);
    last = line;
  }
  const end = last === null ? kept : kept + Buffer.byteLength(last) + 1;
  const isWhole = end <= statSync(path).size;
  if (last !== null && isWhole) take(last, onResult);
  return isWhole ? end : kept;
}

function take(line: string, onResult: (result: SweepResult) => void): number {
  const result = readResult(line);
  if (result !== null) onResult(result);
  return Buffer.byteLength(line) + 1;
}

function readResult(line: string): SweepResult | null {
  try {
    const value: unknown = JSON.parse(line);
    return isResult(value) ? value : null;
  } catch {
    // No JSON: cut off, or of somebody else. It is passed over.
    return null;
  }
}

const statuses: readonly unknown[] = ['good', 'revoked', 'unknown', 'indeterminate'];

function isResult(value: unknown): value is SweepResult {
  if (typeof value !== 'object' || value === null) return false;
  const field = (name: keyof SweepResult): unknown => Reflect.get(value, name);
  const texts = ['source', 'fingerprint', 'subject', 'serialNumber'] as const;
  const numbers = ['number', 'at', 'durationMs', 'attempts'] as const;
  const perhaps = ['notAfter', 'revokedAt', 'thisUpdate', 'nextUpdate'] as const;
  const words = ['responder', 'reason'] as const;
  return (
    statuses.includes(field('status')) &&
    texts.every((name) => typeof field(name) === 'string') &&
    numbers.every((name) => typeof field(name) === 'number') &&
    perhaps.every((name) => field(name) === null || typeof field(name) === 'number') &&
    words.every((name) => field(name) === null || typeof field(name) === 'string')
  );
}
