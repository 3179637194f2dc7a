import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './lock.mjs';
import { root } from './paths.mjs';
import { SetupError, say } from './report.mjs';
import { run } from './run.mjs';
import { fingerprint, readStamp, writeStamp } from './stamp.mjs';

/** What the build is made from: a change in any of these makes the output old. */
const INPUTS = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const OUTPUTS = ['main/index.js', 'main/cli.js', 'preload/index.cjs', 'renderer/index.html'];
const STAMP = join(root, 'out', 'build.stamp');

/** @returns {boolean} whether `out/` is the build of the present sources */
export function isBuilt() {
  // A packaged copy has no sources: what it holds is the build.
  if (!existsSync(join(root, 'src'))) return true;
  if (!OUTPUTS.every((file) => existsSync(join(root, 'out', file)))) return false;
  return readStamp(STAMP) === fingerprint(root, INPUTS);
}

/** Builds the application if its sources are newer than the output. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  await alone(async () => {
    // Another run may have done it while this one waited.
    if (!isBuilt()) await buildNow();
  });
}

/** Builds main, command line, preload and renderer into `out/`, up to date or not. */
export async function build() {
  await alone(buildNow);
}

async function buildNow() {
  // Taken before the build: a file that is saved meanwhile makes the next run build again.
  const stamp = fingerprint(root, INPUTS);
  say('building');
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code } = await run(process.execPath, [program, 'build', '--logLevel', 'warn'], {
    output: 'stderr',
  });
  if (code !== 0) {
    throw new SetupError('the build failed.', 'The messages above say where.');
  }
  writeStamp(STAMP, stamp);
}
