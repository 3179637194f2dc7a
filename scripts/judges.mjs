#!/usr/bin/env node
// `npm run judges [-- --count N --seed N]`: puts new responses to every other program that is installed and to
// its profile; exits 1 where they differ. Writes docs/judges.md.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { ensurePackages } from './setup/packages.mjs';
import { root } from './setup/paths.mjs';
import { runScript } from './setup/report.mjs';

await runScript(async () => {
  await ensurePackages();
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
    },
  });
  const { module } = await runnerImport(resolve(root, 'test/support/judges/live/measure.ts'));
  const { asked, disagreements } = await module.measureJudges({
    count: Number(values.count),
    seed: Number(values.seed),
    page: resolve(root, 'docs/judges.md'),
    say: (/** @type {string} */ line) => console.log(line),
  });
  for (const line of disagreements) console.log(line);
  console.log(`${asked} asked, ${disagreements.length} differ`);
  return disagreements.length === 0 ? 0 : 1;
});
