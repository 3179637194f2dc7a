import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import process from 'node:process';
import type { Output } from './environment.ts';
import { readInput } from './inputs/read-input.ts';
import { runCli } from './run.ts';

/** Columns where there is no terminal to ask. */
const plainWidth = 100;

const interrupted = new AbortController();
// A second one ends the process at once.
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => interrupted.abort(name));
}

function outputTo(stream: NodeJS.WriteStream): Output {
  // A reader that has seen enough (`| head`) closes the pipe: the rest is not wanted then.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const isColoured = stream.isTTY === true && (process.env.NO_COLOR ?? '') === '';
  return {
    write: (text) => stream.write(text),
    colour: isColoured && process.env.TERM !== 'dumb' ? 'on' : 'off',
    // Some terminals do not tell their size.
    width: stream.isTTY === true && stream.columns > 0 ? stream.columns : plainWidth,
  };
}

function readVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)('../../package.json');
  const hasVersion = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return hasVersion ? String(manifest.version) : 'of unknown version';
}

const { signal } = interrupted;
process.exitCode = await runCli({
  args: process.argv.slice(2),
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  readInput: (file, maxBytes) => readInput(file, maxBytes, { stdin: () => process.stdin, signal }),
  clock: { now: () => Date.now(), monotonic: () => performance.now() },
  random: (count) => randomBytes(count),
  version: readVersion(),
  signal,
});
