import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { ReadProblem } from '../environment.ts';

/** What reading is given: standard input is asked for only where a file is called `-`. */
export interface InputSources {
  readonly stdin: () => Readable;
  readonly signal: AbortSignal;
}

/** Reads a file, or standard input for `-`: all of it, or its first `maxBytes` + 1 octets. */
export async function readInput(
  file: string,
  maxBytes: number,
  { stdin, signal }: InputSources,
): Promise<Result<Uint8Array, ReadProblem>> {
  const source = file === '-' ? stdin() : createReadStream(file, { end: maxBytes });
  const stop = () => source.destroy(new Error('cancelled'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    return ok(await readUpTo(source, maxBytes + 1));
  } catch (error) {
    if (signal.aborted) return err({ code: 'cancelled', message: 'Cancelled.' });
    return err({ code: 'not-read', message: describeFault(error) });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function readUpTo(source: Readable, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    const octets: Uint8Array = chunk;
    chunks.push(octets);
    length += octets.length;
    if (length >= maxBytes) break;
  }
  return new Uint8Array(Buffer.concat(chunks).subarray(0, maxBytes));
}

function describeFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
      return 'There is no such file.';
    case 'EISDIR':
      return 'This is a folder, not a file.';
    case 'EACCES':
    case 'EPERM':
      return 'The file may not be read: no permission.';
    default:
      return `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
