import { writeCase } from '#shared/case/case-file.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { anonymiseCase } from '#workbench/cases/anonymise/anonymise-case.ts';
import { readOpenCase } from '#workbench/cases/read-case.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { nameOf, readOctets } from '../inputs/input-files.ts';
import { saveOutput } from '../outputs/save-output.ts';
import { paragraph } from '../text/layout.ts';

/** Writes a case that names nobody and comes to the same verdict, or says why there is none. */
export async function runAnonymise(
  args: ParsedArguments,
  files: readonly string[],
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const [file, second] = files;
  if (file === undefined || second !== undefined) {
    return err(usageError('case', 'Which case?', 'Give the file of one case.'));
  }
  const target = args.value('save');
  if (target === null) {
    return err(usageError('case', 'Where to?', 'Give the file to write with --save FILE.'));
  }
  const octets = await readOctets(file, environment);
  if (!octets.ok) return octets;
  const opened = readOpenCase(file, octets.value);
  if (!opened.ok) return err(unreadable(nameOf(file), opened.error));
  const made = await anonymiseCase(opened.value, environment.random);
  if (!made.ok) return ok(report({ file, saved: null, reason: made.error }));
  const written = await saveOutput(environment, target, writeCase(made.value));
  return written.ok ? ok(report({ file, saved: target, reason: null })) : written;
}

function report(outcome: {
  readonly file: string;
  readonly saved: string | null;
  readonly reason: string | null;
}): Report {
  const { file, saved, reason } = outcome;
  const text =
    saved === null
      ? `There is no anonymous form of ${file}. ${reason}`
      : `Saved in ${saved}: the same verdict, and nobody named. Read it before it goes out.`;
  return {
    exitCode: saved === null ? exitCode.different : exitCode.done,
    json: outcome,
    text: (style) => paragraph(text, style, 0),
    remarks: [],
  };
}
