import { join } from 'node:path';
import { withDisplay } from '../setup/display.mjs';
import { build, isBuilt } from '../setup/output.mjs';
import { root } from '../setup/paths.mjs';
import { SetupError, say } from '../setup/report.mjs';
import { run } from '../setup/run.mjs';
import { countPlaywright, countProgram, countVitest, readReport } from './count.mjs';

/**
 * @typedef {import('./count.mjs').Count} Count
 * @typedef {(folder: string) => Promise<Count[]>} Stage runs to its end; `folder` is for reports
 */

/** @param {string} path below node_modules */
const program = (path) => join(root, 'node_modules', path);

/** All stages in their order. */
export const stages = {
  /** @type {Stage} */
  types: async () => {
    const args = [program('typescript/bin/tsc'), '-b', '.', 'test'];
    return [countProgram('types', (await run(process.execPath, args)).code)];
  },
  /** @type {Stage} */
  lint: async () => {
    const args = [program('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'];
    return [countProgram('lint', (await run(process.execPath, args)).code)];
  },
  /** @type {Stage} */
  build: async () => {
    try {
      await build();
      return [countProgram('build', 0)];
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      return [countProgram('build', 1)];
    }
  },
  /** @type {Stage} */
  unit: (folder) => vitest(folder, 'unit'),
  /** @type {Stage} */
  property: (folder) => vitest(folder, 'property'),
  /** @type {Stage} */
  integration: (folder) => vitest(folder, 'integration'),
  /** @type {Stage} */
  interop: (folder) => vitest(folder, 'interop'),
  /** @type {Stage} */
  e2e: async (folder) => {
    if (!isBuilt()) {
      say('the present sources are not built, and an old window would prove nothing');
      return [countProgram('e2e', 1)];
    }
    const file = join(folder, 'e2e.json');
    const args = [program('playwright/cli.js'), 'test', '--reporter=list,json'];
    const { code } = await withDisplay((env) =>
      run(process.execPath, args, { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file } }),
    );
    return [countPlaywright('e2e', readReport(file), code)];
  },
};

/** Stages that run the built application, so that a build goes before them. */
const NEED_BUILD = ['integration', 'interop', 'e2e'];

/**
 * @param {readonly string[]} names none means all
 * @returns {(keyof typeof stages)[] | null} in their order; null if a name is unknown
 */
export function chooseStages(names) {
  const all = /** @type {(keyof typeof stages)[]} */ (Object.keys(stages));
  if (names.some((name) => !all.some((each) => each === name))) return null;
  if (names.length === 0) return all;
  const wanted = new Set(names);
  if (NEED_BUILD.some((name) => wanted.has(name))) wanted.add('build');
  return all.filter((name) => wanted.has(name));
}

/**
 * @param {string} folder
 * @param {string} kind
 * @returns {Promise<Count[]>}
 */
async function vitest(folder, kind) {
  const file = join(folder, `${kind}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = [program('vitest/vitest.mjs'), 'run', '--project', kind, ...reporters];
  const { code } = await run(process.execPath, args);
  return countVitest(readReport(file), [kind], code);
}
