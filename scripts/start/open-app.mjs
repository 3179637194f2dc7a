// `npm start`: brings what is missing, builds if needed, opens the app. Arguments are files to open.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { electronSwitches, withDisplay } from '../setup/display.mjs';
import { ensureBuilt } from '../setup/output.mjs';
import { ensurePackages } from '../setup/packages.mjs';
import { root } from '../setup/paths.mjs';
import { runScript } from '../setup/report.mjs';
import { run } from '../setup/run.mjs';
import { ensureRuntime } from '../setup/runtime.mjs';
import { ensureSystemLibraries } from '../setup/system-libraries.mjs';

await runScript(async () => {
  await ensurePackages();
  const runtime = await ensureRuntime();
  await ensureSystemLibraries(runtime.executable, 'app');
  await ensureBuilt();
  const files = process.argv.slice(2).map(fromCallersFolder);
  return await withDisplay(async (env) => {
    const args = [...electronSwitches(env), root, ...files];
    return (await run(runtime.executable, args, { env })).code;
  });
});

/**
 * npm runs scripts in the checkout; a file is meant relative to where the person is.
 * @param {string} argument
 * @returns {string}
 */
function fromCallersFolder(argument) {
  const path = resolve(process.env.INIT_CWD ?? '.', argument);
  return existsSync(path) ? path : argument;
}
