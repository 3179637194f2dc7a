#!/usr/bin/env node
// `npm run pictures`: takes the pictures of the README anew, in a real window.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withDisplay } from './setup/display.mjs';
import { ensureBuilt } from './setup/output.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { root } from './setup/paths.mjs';
import { runScript, say } from './setup/report.mjs';
import { run } from './setup/run.mjs';
import { ensureRuntime } from './setup/runtime.mjs';
import { ensureSystemLibraries } from './setup/system-libraries.mjs';

/** The state of the window that the README shows, by the name of its test. */
const shown = { test: 'revoked is well made', picture: 'revoked' };

await runScript(async () => {
  await ensurePackages();
  const runtime = await ensureRuntime();
  await ensureSystemLibraries(runtime.executable, 'tests');
  await ensureBuilt();
  const program = join(root, 'node_modules', 'playwright', 'cli.js');
  const args = [program, 'test', 'test/e2e/appearance.e2e.ts', '-g', shown.test];
  const { code } = await withDisplay((env) => run(process.execPath, args, { env }));
  if (code !== 0) return code;
  for (const theme of ['dark', 'light']) {
    const taken = join(
      root,
      'test-results',
      'screenshots',
      `${shown.picture}-${theme}-1440x900.png`,
    );
    await copyFile(taken, join(root, 'docs', 'pictures', `flows-${theme}.png`));
  }
  say('docs/pictures holds the pictures of today');
  return 0;
});
