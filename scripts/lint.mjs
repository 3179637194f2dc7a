#!/usr/bin/env node
// `npm run lint`: format and lint everything; `npm run lint -- --write` repairs what it can.
import { join } from 'node:path';
import { ensurePackages } from './setup/packages.mjs';
import { root } from './setup/paths.mjs';
import { runScript } from './setup/report.mjs';
import { run } from './setup/run.mjs';

await runScript(async () => {
  await ensurePackages();
  const program = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [program, 'check', '--error-on-warnings', ...process.argv.slice(2), '.'];
  return (await run(process.execPath, args)).code;
});
