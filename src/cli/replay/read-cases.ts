import { caseExtension } from '#shared/case/case-file.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { type OpenCase, readOpenCase } from '#workbench/cases/read-case.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { nameOf, readOctets } from '../inputs/input-files.ts';

/** Reads `CASE…`: files, and the cases of folders with all below them, each in its order. */
export async function readCases(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<readonly OpenCase[], CliError>> {
  const files = await caseFiles(args, environment);
  if (!files.ok) return files;
  const cases: OpenCase[] = [];
  for (const file of files.value) {
    const opened = await openCase(file, environment);
    if (!opened.ok) return opened;
    cases.push(opened.value);
  }
  return ok(cases);
}

async function caseFiles(
  args: ParsedArguments,
  { listFolder }: CliEnvironment,
): Promise<Result<readonly string[], CliError>> {
  if (args.positionals.length === 0) {
    return err(usageError('replay', 'Which case?', 'Give its file, or a folder of cases.'));
  }
  const files: string[] = [];
  for (const given of args.positionals) {
    const inFolder = given === '-' ? null : await listFolder(given);
    if (inFolder === null) {
      files.push(given);
      continue;
    }
    const found = inFolder.filter((file) => file.endsWith(caseExtension));
    if (found.length === 0) {
      const message = `There is no case in ${given}: none of its files ends in ${caseExtension}.`;
      return err(usageError('replay', message));
    }
    files.push(...[...found].sort());
  }
  return ok(files);
}

async function openCase(
  file: string,
  environment: CliEnvironment,
): Promise<Result<OpenCase, CliError>> {
  const octets = await readOctets(file, environment);
  if (!octets.ok) return octets;
  const opened = readOpenCase(file, octets.value);
  return opened.ok ? opened : err(unreadable(nameOf(file), opened.error));
}
