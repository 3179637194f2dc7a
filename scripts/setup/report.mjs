import { cacheFolder } from './paths.mjs';

/**
 * Something that set-up cannot bring by itself, with the command that would.
 * The message is all that a person sees: no stack.
 */
export class SetupError extends Error {
  /**
   * @param {string} missing what is missing and why, in one sentence
   * @param {string} remedy the command, or the next step, that brings it
   */
  constructor(missing, remedy) {
    super(missing);
    this.name = 'SetupError';
    this.remedy = remedy;
  }
}

/**
 * Says what set-up does. On standard error, so that a command's own output stays clean.
 * @param {string} message one line
 */
export function say(message) {
  process.stderr.write(`revoscope: ${message}\n`);
}

/**
 * Runs a script's main function; a failure that a person can mend becomes its two lines and exit code 1.
 * @param {() => Promise<number | void>} main resolves to the exit code (0 if nothing)
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    sayFailure(error);
    process.exitCode = 1;
  }
}

/**
 * Says what is missing and what brings it; throws what is a bug of ours.
 * @param {unknown} error
 */
export function sayFailure(error) {
  const failure = error instanceof SetupError ? error : unwritable(error);
  if (failure === null) throw error;
  process.stderr.write(`\nrevoscope: ${failure.message}\n  ${failure.remedy}\n`);
}

const REFUSALS = new Map([
  ['EACCES', 'this user may not write there'],
  ['EPERM', 'this user may not write there'],
  ['EROFS', 'it is on a file system that is read-only'],
  ['ENOTDIR', 'a part of its path is no folder'],
  ['ENOSPC', 'the disk is full'],
]);

/**
 * A folder that cannot be written, most of all a home that is none; null where the error is another one.
 * @param {unknown} error
 * @returns {SetupError | null}
 */
export function unwritable(error) {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return null;
  const why = REFUSALS.get(String(error.code));
  if (why === undefined) return null;
  const path = String(error.path);
  const isCache = path.startsWith(cacheFolder());
  return new SetupError(
    `${path} cannot be written: ${why}.`,
    isCache
      ? 'Set REVOSCOPE_CACHE to a folder that you may write to (1 GB is enough), and try again.'
      : 'Give this user the right to write there, or move the checkout to a folder of its own.',
  );
}
