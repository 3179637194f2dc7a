import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import type { Result } from '#shared/model/result.ts';

/** A standard stream. */
export interface Output {
  readonly write: (text: string) => void;
  /** Whether colours are wanted where --color does not say: a terminal, and NO_COLOR not set. */
  readonly colour: 'on' | 'off';
  /** Columns to fill. */
  readonly width: number;
  /** Progress is told on a terminal only. */
  readonly kind: 'terminal' | 'other';
}

/** Why an input could not be read, in words. */
export interface ReadProblem {
  readonly code: 'cancelled' | 'not-read';
  readonly message: string;
}

/** Why an output could not be written; `fault` is the machine's, such as a full disk. */
export interface WriteProblem {
  readonly code: 'not-written' | 'fault';
  readonly message: string;
}

/** Who may read a file that is written; its owner alone where a private key is in it. */
export type Readers = 'owner' | 'usual';

/** Everything outside of the command line itself, so that a test can stand in for it. */
export interface CliEnvironment {
  readonly args: readonly string[];
  /** The variables of the process, such as `http_proxy`. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Reads a file, or standard input for `-`: all of it, or its first `maxBytes` + 1 octets. */
  readonly readInput: (file: string, maxBytes: number) => Promise<Result<Uint8Array, ReadProblem>>;
  /** The files in a folder and below it; null where it is no folder. */
  readonly listFolder: (path: string) => Promise<readonly string[] | null>;
  /** Writes a file, and the folders above it where there are none. */
  readonly writeOutput: (
    file: string,
    contents: Uint8Array | string,
    readers?: Readers,
  ) => Promise<Result<null, WriteProblem>>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly version: string;
  /** Tells of each time that the terminal asks to stop for a while (Ctrl-Z); the answer listens no more. */
  readonly onSuspend: (listener: () => void) => () => void;
  /** Fires when the command is to end; its reason is the name of the signal that asked for it. */
  readonly signal: AbortSignal;
  /**
   * Fires when nobody reads standard output any more (`| head`): a command that runs on may end then. `probe` is
   * white space that may be written to find out.
   */
  readonly readerGone: (probe: string) => AbortSignal;
}
