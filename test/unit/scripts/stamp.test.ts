import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint, readStamp, writeStamp } from '../../../scripts/setup/stamp.mjs';
import { withTempDir } from '../../support/with-temp-dir.ts';

describe('the fingerprint of sources', () => {
  const paths = ['src', 'package.json', 'absent.ts'];

  it('stays while nothing changes', async () => {
    await withSources(async (folder) => {
      expect(fingerprint(folder, paths)).toBe(fingerprint(folder, paths));
    });
  });

  it.each<[string, (folder: string) => Promise<void>]>([
    [
      'a file is written',
      (folder) => writeFile(join(folder, 'src/deep/a.ts'), 'longer than it was'),
    ],
    ['a file is touched', (folder) => utimes(join(folder, 'package.json'), 1, 1)],
    ['a file is added', (folder) => writeFile(join(folder, 'src/new.ts'), '')],
    ['a file is removed', (folder) => rm(join(folder, 'src/deep/a.ts'))],
    ['an absent file appears', (folder) => writeFile(join(folder, 'absent.ts'), '')],
  ])('changes when %s', async (_title, change) => {
    await withSources(async (folder) => {
      const before = fingerprint(folder, paths);
      await change(folder);
      expect(fingerprint(folder, paths)).not.toBe(before);
    });
  });

  it('ignores what is not named', async () => {
    await withSources(async (folder) => {
      const before = fingerprint(folder, paths);
      await writeFile(join(folder, 'README.md'), 'text');
      expect(fingerprint(folder, paths)).toBe(before);
    });
  });
});

describe('a stamp', () => {
  it('is read back as it was written, and is null before', async () => {
    await withSources(async (folder) => {
      const file = join(folder, 'out/build.stamp');
      expect(readStamp(file)).toBeNull();
      writeStamp(file, 'abc');
      expect(readStamp(file)).toBe('abc');
    });
  });
});

async function withSources(work: (folder: string) => Promise<void>): Promise<void> {
  await withTempDir(async (folder) => {
    await mkdir(join(folder, 'src/deep'), { recursive: true });
    await writeFile(join(folder, 'src/deep/a.ts'), 'a');
    await writeFile(join(folder, 'package.json'), '{}');
    await work(folder);
  });
}
