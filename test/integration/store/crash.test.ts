import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { start } from '../../support/process.ts';
import { sampleFlow } from '../../unit/store/samples.ts';
import { open, tempDir } from '../../unit/store/setup.ts';

const child = fileURLToPath(new URL('write-until-killed.ts', import.meta.url));

/** Runs the writer until it has written `count` flows and kills it at once; returns what it promised last. */
async function killAfter(count: number, path: string): Promise<number> {
  const run = `import { runnerImport } from 'vite'; await runnerImport(${JSON.stringify(child)});`;
  const script = `process.env.STORE_PATH = ${JSON.stringify(path)}; ${run}`;
  const writer = start(process.execPath, ['--input-type=module', '--eval', script]);
  const promised = () =>
    [...writer.output().matchAll(/^written (\d+)$/gm)].map((match) => Number(match[1]));
  try {
    while ((promised().at(-1) ?? 0) < count) await writer.waitForOutput(nextLine(writer.output()));
  } finally {
    process.kill(writer.pid, 'SIGKILL');
    while (writer.isRunning()) await new Promise((done) => setTimeout(done, 5));
  }
  expect(writer.output()).not.toContain('{');
  return promised().at(-1) ?? 0;
}

/** Matches once the output is longer than it is now. */
function nextLine(output: string): RegExp {
  return new RegExp(`^[^]{${output.length + 1}}`);
}

describe('a store whose program is killed', () => {
  it('has lost nothing that was written, and is readable, time and again', async () => {
    const path = join(tempDir(), 'store.db');
    for (const count of [20, 100, 300]) {
      const promised = await killAfter(count, path);
      const { store, errors } = open(path);
      const { total } = store.flows.statistics();
      expect(total).toBeGreaterThanOrEqual(promised);
      expect(store.flows.get(`f${promised - 1}`)).toStrictEqual(
        sampleFlow(`f${promised - 1}`).flow,
      );
      expect(store.flows.get('f0')).not.toBeNull();
      expect(store.cache.load().length).toBe(7);
      expect(store.values.read('written')).toBeGreaterThanOrEqual(promised - 20);
      expect(errors).toEqual([]);
      store.close();
    }
  });
});
