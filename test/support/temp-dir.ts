import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** A directory that exists while the tests of one suite run. */
export interface SuiteTempDir {
  /** Absolute path; throws when it is read before the suite's hooks have run. */
  readonly path: string;
}

/** Gives the enclosing suite a fresh directory, removed with all it holds after its last test. */
export function suiteTempDir(label: string): SuiteTempDir {
  let path: string | null = null;
  beforeAll(async () => {
    path = await makeTempDir(label);
  });
  afterAll(async () => {
    if (path !== null) await removeTempDir(path);
    path = null;
  });
  return {
    get path() {
      if (path === null) throw new Error('The suite directory exists only inside hooks and tests.');
      return path;
    },
  };
}

/** Creates a directory that the caller removes with `removeTempDir`. */
export function makeTempDir(label: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `revoscope-${label}-`));
}

/** Removes a directory and all it holds; a directory that is gone already is no error. */
export async function removeTempDir(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}
