import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alone } from '../../../scripts/setup/lock.mjs';
import { withTempDir } from '../../support/with-temp-dir.ts';

/** No process has it: Linux gives out 4,194,304 at most. */
const ABSENT_PROCESS = 99_999_999;

describe('work that is done alone', () => {
  it('goes one after the other and gives the lock back', async () => {
    await withTempDir(async (folder) => {
      const file = join(folder, 'lock');
      const log: string[] = [];
      const work = (name: string) => async () => {
        log.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        log.push(`${name} ends`);
      };
      await Promise.all([alone(work('a'), file), alone(work('b'), file)]);
      expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
      expect(existsSync(file)).toBe(false);
    });
  });

  it('gives the lock back if the work fails', async () => {
    await withTempDir(async (folder) => {
      const file = join(folder, 'lock');
      await expect(alone(() => Promise.reject(new Error('no')), file)).rejects.toThrow('no');
      expect(existsSync(file)).toBe(false);
    });
  });

  it('takes over the lock of a process that is gone', async () => {
    await withTempDir(async (folder) => {
      const file = join(folder, 'lock');
      await writeFile(file, `${ABSENT_PROCESS}\n`);
      expect(await alone(async () => 'done', file)).toBe('done');
    });
  });
});
