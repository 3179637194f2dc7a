import { err, ok, type Result } from '#shared/model/result.ts';
import type { CliError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';

/** Writes a file that an option asked for, and says in a person's words where that failed. */
export async function saveOutput(
  { writeOutput }: Pick<CliEnvironment, 'writeOutput'>,
  file: string,
  contents: Uint8Array | string,
): Promise<Result<null, CliError>> {
  const written = await writeOutput(file, contents);
  if (written.ok) return ok(null);
  const message = `${file} cannot be written: ${written.error.message}`;
  return written.error.code === 'fault'
    ? err({ code: 'fault', message, remedy: 'Make room, or give another place.' })
    : err({ code: 'unavailable', message, remedy: 'Give a place that you may write to.' });
}
