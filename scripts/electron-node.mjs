#!/usr/bin/env node
// `node scripts/electron-node.mjs FILE …`: runs a .js or .ts file on Electron's Node (BoringSSL).
import { electronNodeCommand } from './setup/electron-node.mjs';
import { runScript } from './setup/report.mjs';
import { run } from './setup/run.mjs';

await runScript(async () => {
  const [file, ...rest] = process.argv.slice(2);
  if (file === undefined) {
    process.stderr.write('usage: node scripts/electron-node.mjs FILE [ARGUMENT…]\n');
    return 64;
  }
  const { command, args, env } = electronNodeCommand(file, rest);
  return (await run(command, args, { env, cwd: process.cwd() })).code;
});
