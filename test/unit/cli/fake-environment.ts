import type { CliEnvironment, Readers } from '#cli/environment.ts';
import { runCli } from '#cli/run.ts';
import { err, ok } from '#shared/model/result.ts';

/** What a command line printed, and its exit code. */
export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was written into files, by their names. */
  readonly written: Readonly<Record<string, string>>;
  /** The same as octets. */
  readonly octets: Readonly<Record<string, Uint8Array>>;
  /** Who may read each file, as asked for. */
  readonly readers: Readonly<Record<string, Readers | undefined>>;
}

export interface FakeOptions {
  /** Contents by file name; `-` is standard input. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** Names of files by folder. */
  readonly folders?: Readonly<Record<string, readonly string[]>>;
  readonly now?: string;
  readonly colour?: 'on' | 'off';
  readonly width?: number;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs a command line in this process: files are given, time stands still, nothing is printed. */
export async function runInProcess(
  args: readonly string[],
  options: FakeOptions = {},
): Promise<Printed> {
  const written: Record<string, string> = {};
  const octets: Record<string, Uint8Array> = {};
  const readersOf: Record<string, Readers | undefined> = {};
  const printed = { stdout: '', stderr: '' };
  const outputTo = (stream: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      printed[stream] += text;
    },
    colour: options.colour ?? ('off' as const),
    width: options.width ?? 100,
    kind: 'other' as const,
  });
  const environment: CliEnvironment = {
    args,
    variables: options.variables ?? {},
    stdout: outputTo('stdout'),
    stderr: outputTo('stderr'),
    readInput: async (file, maxBytes) => {
      const contents = options.files?.[file];
      return contents === undefined
        ? err({ code: 'not-read', message: 'There is no such file.' })
        : ok(contents.subarray(0, maxBytes + 1));
    },
    listFolder: async (path) => options.folders?.[path] ?? null,
    writeOutput: async (file, contents, readers) => {
      readersOf[file] = readers;
      octets[file] = new Uint8Array(Buffer.from(contents));
      written[file] = Buffer.from(contents).toString('utf8');
      return ok(null);
    },
    clock: { now: () => Date.parse(options.now ?? '2026-11-22T08:33:00Z'), monotonic: () => 0 },
    random: (count) => new Uint8Array(count),
    version: '1.2.3',
    signal: new AbortController().signal,
    onSuspend: () => () => {},
    readerGone: () => new AbortController().signal,
  };
  const code = await runCli(environment);
  return { code, ...printed, written, octets, readers: readersOf };
}
