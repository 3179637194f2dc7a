import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';

/** What a program left behind when it ended. */
export interface ProcessOutput {
  readonly code: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

export interface RunOptions {
  /** Bytes or text for standard input, which is empty otherwise. */
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  /** Milliseconds after which the program is killed and the call throws; 30,000 by default. */
  readonly timeoutMs?: number;
}

/** A program that keeps running until it is stopped. */
export interface RunningProcess {
  readonly pid: number;
  /** All text so far, standard output and standard error in order of arrival. */
  readonly output: () => string;
  readonly isRunning: () => boolean;
  /** Resolves with the first match in the output; rejects if the program ends or time runs out. */
  readonly waitForOutput: (pattern: RegExp, timeoutMs?: number) => Promise<RegExpExecArray>;
  /** Asks the program to end (`SIGTERM`), insists after 3 seconds, resolves when it is gone. */
  readonly stop: () => Promise<void>;
}

/** `apt-get` packages that carry the peers, for the message when one is missing. */
const debianPackages = new Map([
  ['openssl', 'openssl'],
  ['curl', 'curl'],
  ['nginx', 'nginx-light'],
  ['apache2', 'apache2-bin'],
]);

/** Children that must not outlive the test process, however that ends. */
const living = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** Runs a program to its end and returns what it printed, whatever its exit code. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<ProcessOutput> {
  const child = launch(command, args, options.cwd);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A program that does not read its input closes the pipe: that is its right.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');

  const timeoutMs = options.timeoutMs ?? 30_000;
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, timeoutMs);
  try {
    const [code, signal] = await closed(child, command);
    const errorText = Buffer.concat(stderr).toString('utf8');
    if (code === null) {
      const why = timedOut ? `took longer than ${timeoutMs} ms` : `was ended by ${signal}`;
      throw new Error(`${describeCommand(command, args)} ${why}\n${errorText}`);
    }
    return { code, stdout: Buffer.concat(stdout), stderr: errorText };
  } finally {
    clearTimeout(timer);
  }
}

/** Starts a program that serves until `stop`; what it prints is kept. */
export function start(command: string, args: readonly string[]): RunningProcess {
  const child = launch(command, args);
  child.stdin.end();
  let output = '';
  const watchers = new Set<() => void>();
  const collect = (chunk: Buffer) => {
    output += chunk.toString('utf8');
    for (const watcher of watchers) watcher();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const gone = closed(child, command).then(
    ([code, signal]) => `ended with ${signal ?? `code ${code}`}`,
    (error: Error) => error.message,
  );
  const isRunning = () => child.exitCode === null && child.signalCode === null;

  return {
    pid: child.pid ?? -1,
    output: () => output,
    isRunning,
    waitForOutput: (pattern, timeoutMs = 10_000) =>
      new Promise((resolve, reject) => {
        const give = (why: string) => {
          finish();
          reject(new Error(`${describeCommand(command, args)} ${why}\n${output}`));
        };
        const look = () => {
          const match = pattern.exec(output);
          if (match === null) return;
          finish();
          resolve(match);
        };
        const timer = setTimeout(() => give(`printed no ${pattern} in ${timeoutMs} ms`), timeoutMs);
        const finish = () => {
          clearTimeout(timer);
          watchers.delete(look);
        };
        watchers.add(look);
        look();
        void gone.then(give);
      }),
    stop: async () => {
      if (!isRunning()) return;
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await gone;
      clearTimeout(insist);
    },
  };
}

/** The command as one could paste it into a shell. */
export function describeCommand(command: string, args: readonly string[]): string {
  const quoted = args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg}'`));
  return [command, ...quoted].join(' ');
}

function launch(command: string, args: readonly string[], cwd?: string) {
  const child = spawn(command, args, {
    env: peerEnvironment(),
    stdio: 'pipe',
    ...(cwd === undefined ? {} : { cwd }),
  });
  living.add(child);
  child.once('close', () => living.delete(child));
  return child;
}

async function closed(
  child: ChildProcess,
  command: string,
): Promise<[code: number | null, signal: NodeJS.Signals | null]> {
  try {
    await once(child, 'close');
    return [child.exitCode, child.signalCode];
  } catch (error) {
    living.delete(child);
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      const debianPackage = debianPackages.get(command) ?? command;
      throw new Error(
        `The program '${command}' is needed by this test and is not installed; ` +
          `on Debian: apt-get install -y ${debianPackage}`,
      );
    }
    throw error;
  }
}

/** English messages, and no proxy: both `curl` and `openssl ocsp` would send loopback through it. */
function peerEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(https?|all|no)_proxy$/i.test(name)) environment[name] = value;
  }
  return { ...environment, LC_ALL: 'C', TZ: 'UTC' };
}
