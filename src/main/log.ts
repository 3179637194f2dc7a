import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The program's own log: what went wrong in it. It stays on this machine. */
export interface Log {
  readonly file: string;
  write(line: string): void;
  /** Everything in it; empty where there is nothing. */
  read(): string;
}

/** A file that has grown to this makes room: half a million octets tell more than a person reads. */
const fullAt = 524_288;
const privateKey =
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g;

/**
 * Opens the log in a folder, which is made when there is something to write. A line goes to standard error as
 * well. Where the file cannot be written, that is all: a log never stops the program.
 */
export function openLog(folder: string, now: () => Date): Log {
  const file = join(folder, 'revoscope.log');
  return {
    file,
    write: (line) => {
      const text = withoutSecrets(line);
      process.stderr.write(`${text}\n`);
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        makeRoom(file);
        appendFileSync(file, `${now().toISOString()}  ${text}\n`, { mode: 0o600 });
      } catch {
        // The disk is full or the folder is not ours: standard error has it.
      }
    },
    read: () => {
      try {
        return readFileSync(file, 'utf8');
      } catch {
        // Nothing went wrong yet.
        return '';
      }
    },
  };
}

/** The text with the private parts of certificates left out. */
export function withoutSecrets(text: string): string {
  return text.replace(privateKey, '[a private key, left out]');
}

function makeRoom(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size >= fullAt) renameSync(file, `${file}.old`);
}
