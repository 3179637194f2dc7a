import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { Readers, WriteProblem } from '../environment.ts';

/** What fails on a machine that would otherwise let the file be written. */
const faults = new Set(['ENOSPC', 'EDQUOT', 'EIO']);

/** Writes a file, and the folders above it where there are none; an older file of that name is replaced. */
export async function writeOutput(
  file: string,
  contents: Uint8Array | string,
  readers: Readers = 'usual',
): Promise<Result<null, WriteProblem>> {
  try {
    await mkdir(dirname(file), { recursive: true });
    if (readers === 'usual') await writeFile(file, contents);
    else await writePrivate(file, contents);
    return ok(null);
  } catch (error) {
    return err(describeWriteProblem(error));
  }
}

/** What a failure to write was: the machine's own, or that of the place. */
export function describeWriteProblem(error: unknown): WriteProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  return { code: faults.has(code) ? 'fault' : 'not-written', message };
}

/** An older file keeps its mode when it is written to: it is closed to others before a secret is in it. */
async function writePrivate(file: string, contents: Uint8Array | string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    if ((await handle.stat()).isFile()) await handle.chmod(0o600);
    await handle.writeFile(contents);
  } finally {
    await handle.close();
  }
}
