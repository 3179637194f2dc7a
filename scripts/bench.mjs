#!/usr/bin/env node
// `npm run bench [-- --json FILE]`: brings what is missing, builds, runs test/bench/index.ts.
import { resolve } from 'node:path';
import { typescriptLoader } from './setup/electron-node.mjs';
import { ensureBuilt } from './setup/output.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { root } from './setup/paths.mjs';
import { runScript } from './setup/report.mjs';
import { run } from './setup/run.mjs';
import { ensureRuntime } from './setup/runtime.mjs';
import { ensureSystemLibraries } from './setup/system-libraries.mjs';

await runScript(async () => {
  await ensurePackages();
  const runtime = await ensureRuntime();
  await ensureSystemLibraries(runtime.executable, 'tests');
  await ensureBuilt();
  const program = resolve(root, 'test/bench/index.ts');
  // --expose-gc: a measurement of memory collects garbage first.
  const args = ['--enable-source-maps', '--expose-gc', '--import', typescriptLoader, program];
  const cwd = process.env.INIT_CWD ?? root;
  return (await run(process.execPath, [...args, ...process.argv.slice(2)], { cwd })).code;
});
