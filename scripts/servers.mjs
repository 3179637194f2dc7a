#!/usr/bin/env node
// `npm run servers`: tries nginx, Apache, stunnel, HAProxy and Tomcat with the matrix, and writes docs/servers.md.
import { resolve } from 'node:path';
import { typescriptLoader } from './setup/electron-node.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { root } from './setup/paths.mjs';
import { runScript } from './setup/report.mjs';
import { run } from './setup/run.mjs';
import { ensureServerPrograms } from './setup/system-libraries.mjs';

await runScript(async () => {
  await ensurePackages();
  await ensureServerPrograms();
  const program = resolve(root, 'test/servers/index.ts');
  const args = ['--enable-source-maps', '--import', typescriptLoader, program];
  return (await run(process.execPath, [...args, ...process.argv.slice(2)], { cwd: root })).code;
});
