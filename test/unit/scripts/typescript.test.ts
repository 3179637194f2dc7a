import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { typescriptLoader } from '../../../scripts/setup/electron-node.mjs';
import { electronNode } from '../../support/electron.ts';
import { withTempDir } from '../../support/with-temp-dir.ts';

const program = `
import type { Nothing } from './there-is-no-such-file.ts';
const versions: Readonly<Record<string, string | undefined>> = process.versions;
console.log(JSON.stringify([process.argv.slice(2), versions['electron'] ?? 'none', import.meta.url]));
export type Kept = Nothing;
`;

describe('a TypeScript file', () => {
  it('runs on plain Node with its types erased', async () => {
    await withProgram(async (file) => {
      const args = ['--import', typescriptLoader, file, 'a', '--b'];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      expect(JSON.parse(stdout)).toEqual([['a', '--b'], 'none', `file://${file}`]);
    });
  });

  it("runs on Electron's Node as well", async () => {
    await withProgram(async (file) => {
      const { command, args, env } = electronNode(file, 'a');
      const { stdout } = await promisify(execFile)(command, args, { env });
      const [given, version] = JSON.parse(stdout);
      expect(given).toEqual(['a']);
      expect(version).toMatch(/^\d+\.\d+\.\d+/);
    });
  });
});

async function withProgram(work: (file: string) => Promise<void>): Promise<void> {
  await withTempDir(async (folder) => {
    const file = join(folder, 'program.ts');
    await writeFile(file, program);
    await work(file);
  });
}
