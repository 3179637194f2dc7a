import { err, type Result } from '#shared/model/result.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { runAnonymise } from './run-anonymise.ts';
import { runFrom } from './run-from.ts';

/** Does what the first word after `case` says. */
export async function runCase(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const [verb, ...files] = args.positionals;
  if (verb === 'from') return runFrom(args, files, environment);
  if (verb === 'anonymise') return runAnonymise(args, files, environment);
  const message = verb === undefined ? 'What about a case?' : `There is no "case ${verb}".`;
  return err(usageError('case', message, 'There are from and anonymise.'));
}
