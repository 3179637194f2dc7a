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
 * Runs a script's main function; a `SetupError` becomes its two lines and exit code 1.
 * @param {() => Promise<number | void>} main resolves to the exit code (0 if nothing)
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`\nrevoscope: ${error.message}\n  ${error.remedy}\n`);
    process.exitCode = 1;
  }
}
