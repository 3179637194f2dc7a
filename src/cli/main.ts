import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import type { Output } from './environment.ts';
import { exitCode } from './exit-code.ts';
import { listFolder } from './inputs/list-folder.ts';
import { readInput } from './inputs/read-input.ts';
import { writeOutput } from './outputs/write-output.ts';
import { runCli } from './run.ts';

/** Columns where there is no terminal to ask. */
const plainWidth = 100;

/** Runs the command line of this process and sets its exit code; `manifest` is the package's own. */
export async function main(manifest: URL): Promise<void> {
  const interrupted = new AbortController();
  // A second one ends the process at once.
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => interrupted.abort(name));
  }
  let failure: string | null = null;
  const onFailed = (message: string) => {
    if (failure !== null) return;
    failure = message;
    process.stderr.write(`revoscope: ${message}\n`);
    process.exitCode = exitCode.internal;
    interrupted.abort('output-failed');
  };
  const { signal } = interrupted;
  const code = await runCli({
    args: process.argv.slice(2),
    variables: process.env,
    stdout: outputTo(process.stdout, onFailed),
    stderr: outputTo(process.stderr, onFailed),
    readInput: (file, maxBytes) =>
      readInput(file, maxBytes, { stdin: () => process.stdin, signal }),
    listFolder,
    writeOutput,
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: (count) => randomBytes(count),
    version: await readVersion(manifest),
    signal,
  });
  process.exitCode = failure === null ? code : exitCode.internal;
}

function outputTo(stream: NodeJS.WriteStream, onFailed: (message: string) => void): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`| head`) closes the pipe: the rest is not wanted then.
    if (error.code !== 'EPIPE') onFailed(`the output cannot be written: ${error.message}`);
  });
  const isColoured = stream.isTTY === true && (process.env.NO_COLOR ?? '') === '';
  return {
    write: (text) => stream.write(text),
    colour: isColoured && process.env.TERM !== 'dumb' ? 'on' : 'off',
    // Some terminals do not tell their size.
    width: stream.isTTY === true && stream.columns > 0 ? stream.columns : plainWidth,
    kind: stream.isTTY === true ? 'terminal' : 'other',
  };
}

async function readVersion(manifest: URL): Promise<string> {
  const contents: unknown = JSON.parse(await readFile(manifest, 'utf8'));
  const hasVersion = typeof contents === 'object' && contents !== null && 'version' in contents;
  return hasVersion ? String(contents.version) : 'of unknown version';
}
