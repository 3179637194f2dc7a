import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { cliPath } from './command-line.ts';

/** A line of `serve --json`; its names are those of the NDJSON. */
// biome-ignore lint/suspicious/noExplicitAny: what a foreign process printed is looked at name by name
type Line = any;

/** A `revoscope serve --json` that runs. */
export interface Serving {
  /** The first line. */
  readonly started: Line;
  /** Every line so far. */
  readonly lines: () => readonly Line[];
  /** Resolves with the first line of a type, and with `id` if given; rejects when the server ends before. */
  readonly wait: (type: string, id?: string) => Promise<Line>;
  /** Asks it to stop and resolves with its exit code and the last line. */
  readonly stop: (signal?: 'SIGTERM' | 'SIGINT') => Promise<{ code: number; last: Line }>;
}

/** Starts `revoscope serve --json` on a free port; throws with what it said if it does not come up. */
export async function startServing(args: readonly string[]): Promise<Serving> {
  const child = spawn(process.execPath, [cliPath, 'serve', '--json', '--port', '0', ...args]);
  const killed = () => child.kill('SIGKILL');
  process.once('exit', killed);
  const lines: Line[] = [];
  const watchers = new Set<() => void>();
  const look = () => {
    for (const watcher of watchers) watcher();
  };
  let isGone = false;
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line));
    look();
  });
  const gone = once(child, 'close').then(([code]) => {
    isGone = true;
    process.off('exit', killed);
    look();
    return Number(code);
  });
  const wait: Serving['wait'] = (type, id) =>
    new Promise((resolve, reject) => {
      const watcher = () => {
        const found = lines.find(
          (line) => line.type === type && (id === undefined || line.id === id),
        );
        if (found === undefined && !isGone) return;
        watchers.delete(watcher);
        if (found !== undefined) resolve(found);
        else reject(new Error(`revoscope serve ended: ${errors}${JSON.stringify(lines.at(-1))}`));
      };
      watchers.add(watcher);
      watcher();
    });
  const started = await wait('started');
  return {
    started,
    lines: () => lines,
    wait,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const code = await gone;
      if (errors !== '') throw new Error(`Standard error is not empty:\n${errors}`);
      return { code, last: lines.at(-1) };
    },
  };
}
