import { err, ok, type Result } from '#shared/model/result.ts';
import type { CliError } from '../cli-error.ts';
import type { CliEnvironment, WriteProblem } from '../environment.ts';

/** Writes a file that an option asked for, and says in a person's words where that failed. */
export async function saveOutput(
  { writeOutput }: Pick<CliEnvironment, 'writeOutput'>,
  file: string,
  contents: Uint8Array | string,
): Promise<Result<null, CliError>> {
  const written = await writeOutput(file, contents);
  return written.ok ? ok(null) : err(writeFailure(file, written.error));
}

/** What to tell of a file that could not be written: a machine that failed is no wrong place. */
export function writeFailure(file: string, { code, message }: WriteProblem): CliError {
  const said = `${file} cannot be written: ${message}`;
  return code === 'fault'
    ? { code: 'fault', message: said, remedy: 'Make room, or give another place.' }
    : { code: 'unavailable', message: said, remedy: 'Give a place that you may write to.' };
}
