import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRecentFiles } from '../../../src/main/recent-files.ts';
import { withTempDir } from '../../support/with-temp-dir.ts';

const ignored = { onChange: () => {}, report: () => {} };

describe('recent files', () => {
  it('are the latest first, each once, and ten at most', async () => {
    await withTempDir(async (folder) => {
      const recent = createRecentFiles(join(folder, 'recent.json'), ignored);
      recent.add(['/a', '/b']);
      recent.add(['/a']);
      expect(recent.list()).toEqual(['/a', '/b']);
      recent.add(Array.from({ length: 12 }, (_, index) => `/${index}`));
      expect(recent.list()).toEqual(['/11', '/10', '/9', '/8', '/7', '/6', '/5', '/4', '/3', '/2']);
    });
  });

  it('are there after a restart, until the person clears them', async () => {
    await withTempDir(async (folder) => {
      const file = join(folder, 'recent.json');
      createRecentFiles(file, ignored).add(['/a']);
      const again = createRecentFiles(file, ignored);
      expect(again.list()).toEqual(['/a']);
      again.clear();
      expect(createRecentFiles(file, ignored).list()).toEqual([]);
    });
  });

  it('are none where the file is not of this kind', async () => {
    await withTempDir(async (folder) => {
      const file = join(folder, 'recent.json');
      for (const text of ['{', '{"a":1}', '[1,null]']) {
        writeFileSync(file, text);
        expect(createRecentFiles(file, ignored).list()).toEqual([]);
      }
    });
  });

  it('are told of when the file cannot be written, and kept for this run', async () => {
    await withTempDir(async (folder) => {
      const said: string[] = [];
      let changes = 0;
      const recent = createRecentFiles(folder, {
        onChange: () => {
          changes += 1;
        },
        report: (line) => said.push(line),
      });
      recent.add(['/a']);
      expect([recent.list(), said.length, changes]).toEqual([['/a'], 1, 1]);
    });
  });
});
