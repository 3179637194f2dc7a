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
    path = await mkdtemp(join(tmpdir(), `revoscope-${label}-`));
  });
  afterAll(async () => {
    if (path !== null) await rm(path, { recursive: true, force: true, maxRetries: 3 });
    path = null;
  });
  return {
    get path() {
      if (path === null) throw new Error('The suite directory exists only inside hooks and tests.');
      return path;
    },
  };
}
