#!/usr/bin/env node
// `npm run build`: brings the packages and builds, whether or not the output is up to date.
import { build } from './setup/output.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { runScript } from './setup/report.mjs';

await runScript(async () => {
  await ensurePackages();
  await build();
});
