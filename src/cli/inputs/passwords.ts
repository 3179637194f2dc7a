import { err, ok, type Result } from '#shared/model/result.ts';
import { type Option, valueOption } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, unreadable } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { nameOf } from './input-files.ts';

/** How a command that opens encrypted files is told their passwords. */
export const passwordOptions: readonly Option[] = [
  valueOption('password', 'TEXT', 'A password to try; others on this machine may see it.', 'many'),
  valueOption('password-file', 'FILE', 'A file whose first line is a password to try.', 'many'),
];

const maxBytes = 65_536;

/** The passwords of the options, those of the command line first. */
export async function readPasswords(
  args: ParsedArguments,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<readonly string[], CliError>> {
  const passwords = [...args.values('password')];
  for (const file of args.values('password-file')) {
    const password = await readPasswordFile(file, environment);
    if (!password.ok) return password;
    passwords.push(password.value);
  }
  return ok(passwords);
}

/** The first line of a file. */
export async function readPasswordFile(
  file: string,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<string, CliError>> {
  const read = await environment.readInput(file, maxBytes);
  if (!read.ok) {
    if (read.error.code === 'cancelled') return err({ code: 'cancelled' });
    return err(unreadable(nameOf(file), { message: read.error.message, offset: null, path: null }));
  }
  const [line = ''] = new TextDecoder().decode(read.value).split(/\r?\n/);
  return ok(line);
}
