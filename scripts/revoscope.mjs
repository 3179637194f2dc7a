#!/usr/bin/env node
// `npx revoscope …`: the command line under plain Node. It runs in this very process, so exit codes,
// signals and standard streams are its own.
import { existsSync } from 'node:fs';
import { isBuilt } from './setup/output.mjs';

if (!isBuilt()) {
  const { ensureBuilt } = await import('./setup/output.mjs');
  const { ensurePackages } = await import('./setup/packages.mjs');
  const { runScript } = await import('./setup/report.mjs');
  await runScript(async () => {
    await ensurePackages();
    await ensureBuilt();
  });
}

const program = new URL('../out/main/cli.js', import.meta.url);
if (existsSync(program) && !process.exitCode) await import(program.href);
