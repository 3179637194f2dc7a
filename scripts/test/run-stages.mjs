// `npm test`: the set-up, then every stage, each to its end. `npm test -- unit lint` runs those alone.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePackages } from '../setup/packages.mjs';
import { say, sayFailure } from '../setup/report.mjs';
import { ensureRuntime } from '../setup/runtime.mjs';
import { ensureSystemLibraries } from '../setup/system-libraries.mjs';
import { chooseStages, stages } from './stages.mjs';

/** @typedef {import('./count.mjs').Count} Count */

const chosen = chooseStages(process.argv.slice(2));
if (chosen === null) {
  process.stderr.write(`usage: npm test [-- STAGE…]\nstages: ${Object.keys(stages).join(' ')}\n`);
  process.exit(64);
}

const folder = await mkdtemp(join(tmpdir(), 'revoscope-test-'));
/** @type {Count[]} */
const counts = [];
try {
  await ensurePackages();
  const runtime = await ensureRuntime();
  await ensureSystemLibraries(runtime.executable, 'tests');
  for (const name of chosen) counts.push(...(await runStage(name)));
} catch (error) {
  sayFailure(error);
  counts.push({ stage: 'set-up', passed: 0, failed: 1, skipped: 0 });
} finally {
  await rm(folder, { recursive: true, force: true });
}

process.stdout.write('\n');
for (const { stage, passed, failed, skipped } of counts) {
  const mark = failed > 0 ? 'FAIL' : 'ok  ';
  const rest = skipped > 0 ? `, ${skipped} skipped` : '';
  process.stdout.write(`${mark} ${stage.padEnd(12)} ${passed} passed, ${failed} failed${rest}\n`);
}
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

/**
 * @param {keyof typeof stages} name
 * @returns {Promise<Count[]>}
 */
async function runStage(name) {
  say(`── ${name}`);
  const began = performance.now();
  const result = await stages[name](folder);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const failures = result.reduce((sum, count) => sum + count.failed, 0);
  say(`── ${name}: ${failures === 0 ? 'passed' : `${failures} failed`} (${seconds} s)`);
  return result;
}
