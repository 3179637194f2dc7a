#!/usr/bin/env node
// `npm run package`: the application as a folder that runs, and on Debian as a package, in `dist/`.
// `-- --unpacked` makes the folder alone; `-- --output FOLDER` puts both elsewhere.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './setup/output.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { root } from './setup/paths.mjs';
import { runScript, say } from './setup/report.mjs';
import { ensureRuntime } from './setup/runtime.mjs';

const { values } = parseArgs({
  options: {
    unpacked: { type: 'boolean', default: false },
    output: { type: 'string', default: join(root, 'dist') },
  },
});

await runScript(async () => {
  await ensurePackages();
  const runtime = await ensureRuntime();
  await ensureBuilt();
  const { packUnpacked } = await import('./package/unpacked.mjs');
  const output = resolve(values.output);
  const unpacked = await packUnpacked(runtime, output);
  say(`the application is in ${unpacked}`);
  const isRelease = runtime.kind !== 'closed-network';
  if (!isRelease) {
    say('it holds an Electron that is out of support: try it, and never release it');
  }
  if (values.unpacked || process.platform !== 'linux') return;
  const { packDebian } = await import('./package/debian.mjs');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  // "~" sorts before the version itself: a release takes the place of such a trial.
  const debianVersion = isRelease ? version : `${version}~closednetwork`;
  say(`the Debian package is ${await packDebian(unpacked, { output, version: debianVersion })}`);
});
