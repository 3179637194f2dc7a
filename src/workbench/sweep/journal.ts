import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { SweepResult } from '#shared/model/sweep.ts';
import { toSafeJson } from '#shared/wording/safe-text.ts';

/** Why a line is not in its file; `cause` is what the system said. */
export interface JournalError {
  readonly code: 'not-written';
  readonly path: string;
  readonly cause: unknown;
}

/** A file to which lines are added; each is in the file before the call returns. */
export interface LineFile {
  write(line: string): Result<null, JournalError>;
  close(): void;
}

/** Where a line stands in its file, without its end. */
export interface LinePlace {
  readonly offset: number;
  readonly octets: number;
}

/** A result as a line. Separators such as U+2028 are escaped: a reader of lines would take one for an end. */
export function toLine(result: SweepResult): string {
  return toSafeJson(JSON.stringify(result));
}

/** By what an earlier result is known again: its certificate, or the place of what is none. */
export function keyOf(result: Pick<SweepResult, 'fingerprint' | 'source' | 'number'>): string {
  const { fingerprint, source, number } = result;
  return fingerprint === '' ? `${number} of ${source}` : fingerprint;
}

/** Opens a file for lines: anew, with the folders above it, or where its last whole line ends. */
export function openLines(path: string, keepOctets: number): Result<LineFile, JournalError> {
  const failed = (error: unknown) => err({ code: 'not-written', path, cause: error } as const);
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (keepOctets > 0) truncateSync(path, keepOctets);
    const file = openSync(path, keepOctets > 0 ? 'a' : 'w', 0o600);
    return ok({
      write: (line) => {
        try {
          writeSync(file, `${line}\n`);
          return ok(null);
        } catch (error) {
          return failed(error);
        }
      },
      close: () => closeSync(file),
    });
  } catch (error) {
    return failed(error);
  }
}

/** What an earlier run wrote: each result, and how many octets whole lines take up. */
export async function readJournal(
  path: string,
  onResult: (result: SweepResult, line: LinePlace) => void,
): Promise<number> {
  if (!existsSync(path)) return 0;
  let kept = 0;
  // A line that was cut off by a crash has no end: it is asked about again.
  let last: string | null = null;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: 0 })) {
    if (last !== null) kept += take(last, kept, onResult);
    last = line;
  }
  const end = last === null ? kept : kept + Buffer.byteLength(last) + 1;
  const isWhole = end <= statSync(path).size;
  if (last !== null && isWhole) take(last, kept, onResult);
  return isWhole ? end : kept;
}

function take(
  line: string,
  offset: number,
  onResult: (result: SweepResult, line: LinePlace) => void,
): number {
  const result = readResult(line);
  const octets = Buffer.byteLength(line);
  if (result !== null) onResult(result, { offset, octets });
  return octets + 1;
}

/** A line as a result; null where it is none. */
export function readResult(line: string): SweepResult | null {
  try {
    const value: unknown = JSON.parse(line);
    // A journal of an earlier version says nothing of issuers.
    return isResult(value) ? { ...value, issuer: value.issuer ?? '' } : null;
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
