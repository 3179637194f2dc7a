import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { listFolder } from '#workbench/list-folder.ts';
import type { Output } from './environment.ts';
import { exitCode, exitCodeOfSignal } from './exit-code.ts';
import { readInput } from './inputs/read-input.ts';
import { writeOutput } from './outputs/write-output.ts';
import { probeReader } from './reader.ts';
import { runCli } from './run.ts';

/** Columns where there is no terminal to ask. */
const plainWidth = 100;

/** Runs the command line of this process and sets its exit code; `manifest` is the package's own. */
export async function main(manifest: URL): Promise<void> {
  const interrupted = new AbortController();
  // Whatever is under way listens to it; as many as there are certificates is no leak.
  setMaxListeners(0, interrupted.signal);
  endBySignals(interrupted);
  const readerGone = new AbortController();
  let failure: string | null = null;
  const onFailed = (message: string) => {
    // Without its terminal there is nobody to tell, and that is no failure.
    if (failure !== null || interrupted.signal.reason === 'SIGHUP') return;
    failure = message;
    process.stderr.write(`revoscope: ${message}\n`);
    process.exitCode = exitCode.internal;
    interrupted.abort('output-failed');
  };
  const { signal } = interrupted;
  const code = await runCli({
    args: process.argv.slice(2),
    variables: process.env,
    stdout: outputTo(process.stdout, { onFailed, onReaderGone: () => readerGone.abort() }),
    stderr: outputTo(process.stderr, { onFailed, onReaderGone: () => {} }),
    readInput: (file, maxBytes) =>
      readInput(file, maxBytes, { stdin: () => process.stdin, signal }),
    listFolder,
    writeOutput,
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: (count) => randomBytes(count),
    version: await readVersion(manifest),
    onSuspend: (listener) => {
      process.on('SIGTSTP', listener);
      return () => process.off('SIGTSTP', listener);
    },
    signal,
    readerGone: (probe) => {
      probeReader(process.stdout, probe, signal);
      return readerGone.signal;
    },
  });
  process.exitCode = failure === null ? code : exitCode.internal;
}

/**
 * The first signal asks the command to end, and a second finds it ending: `timeout` sends two at once, and what
 * is to be removed at the end shall be. A third gives up on that.
 */
function endBySignals(interrupted: AbortController): void {
  let count = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
    process.on(name, () => {
      count += 1;
      if (count === 1) interrupted.abort(name);
      if (count > 2) process.exit(exitCodeOfSignal(name));
    });
  }
}

function outputTo(
  stream: NodeJS.WriteStream,
  {
    onFailed,
    onReaderGone,
  }: { readonly onFailed: (message: string) => void; readonly onReaderGone: () => void },
): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`| head`) closes the pipe: the rest is not wanted then.
    if (error.code === 'EPIPE') onReaderGone();
    else onFailed(`the output cannot be written: ${error.message}`);
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
