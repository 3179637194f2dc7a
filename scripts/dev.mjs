#!/usr/bin/env node
// `npm run dev`: the app with hot reload, on the same runtime as `npm start`.
import { join } from 'node:path';
import { electronSwitches, withDisplay } from './setup/display.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { root } from './setup/paths.mjs';
import { runScript } from './setup/report.mjs';
import { run } from './setup/run.mjs';
import { ensureRuntime } from './setup/runtime.mjs';
import { ensureSystemLibraries } from './setup/system-libraries.mjs';

await runScript(async () => {
  await ensurePackages();
  const runtime = await ensureRuntime();
  await ensureSystemLibraries(runtime.executable, 'app');
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  return await withDisplay(async (env) => {
    const switches = [...electronSwitches(env), ...process.argv.slice(2)];
    const args = [program, 'dev', '--watch', '--', ...switches];
    const result = await run(process.execPath, args, {
      // electron-vite starts this one instead of electron's own.
      env: { ...env, ELECTRON_EXEC_PATH: runtime.executable },
    });
    return result.code;
  });
});
