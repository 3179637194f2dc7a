import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WriteProblem } from '../environment.ts';

/** What fails on a machine that would otherwise let the file be written. */
const faults = new Set(['ENOSPC', 'EDQUOT', 'EIO']);

/** Writes a file, and the folders above it where there are none; an older file of that name is replaced. */
export async function writeOutput(
  file: string,
  contents: Uint8Array | string,
  mode = 0o666,
): Promise<Result<null, WriteProblem>> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, contents, { mode });
    return ok(null);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const message = error instanceof Error ? error.message : String(error);
    return err({ code: faults.has(code) ? 'fault' : 'not-written', message });
  }
}
