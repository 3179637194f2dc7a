import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWindowMemory, readLook } from '../../../src/main/window-memory.ts';
import { withTempDir } from '../../support/with-temp-dir.ts';

const bounds = { x: 10, y: 20, width: 1200, height: 800, maximised: false };
const nothing = { bounds: null, theme: 'system' };

describe('what is remembered of the window', () => {
  it('comes back after a restart', async () => {
    await withTempDir(async (folder) => {
      const file = join(folder, 'window.json');
      createWindowMemory(file, () => {}).remember({ bounds });
      createWindowMemory(file, () => {}).remember({ theme: 'dark' });
      expect(createWindowMemory(file, () => {}).look()).toEqual({ bounds, theme: 'dark' });
    });
  });

  it.each([
    ['no JSON', '{'],
    ['another kind of value', '[1]'],
    ['bounds of the wrong kind', '{"bounds":{"x":"left"},"theme":"sepia"}'],
  ])('is nothing where the file holds %s', async (_title, text) => {
    await withTempDir(async (folder) => {
      const file = join(folder, 'window.json');
      writeFileSync(file, text);
      expect(createWindowMemory(file, () => {}).look()).toEqual(nothing);
    });
  });

  it('is told when it cannot be kept', async () => {
    await withTempDir(async (folder) => {
      const said: string[] = [];
      createWindowMemory(folder, (line) => said.push(line)).remember({ bounds });
      expect(said).toEqual([expect.stringContaining('EISDIR')]);
    });
  });

  it('takes the usual for what it does not know', () => {
    expect(readLook(null)).toEqual(nothing);
    expect(readLook({ bounds: { ...bounds, x: 1.5 } })).toEqual(nothing);
  });
});
