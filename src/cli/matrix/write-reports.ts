import { writeRun } from '#matrix/report/write-run.ts';
import type { MatrixRun } from '#shared/model/matrix-run.ts';
import { matrixForms } from '#shared/model/matrix-view.ts';
import { ok, type Result } from '#shared/model/result.ts';
import { toSafeJson } from '#shared/wording/safe-text.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import type { CliError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { saveOutput } from '../outputs/save-output.ts';

/** Writes the reports that are asked for; `-` is standard output. */
export async function writeReports(
  run: MatrixRun,
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<null, CliError>> {
  for (const form of matrixForms) {
    const file = args.value(form);
    if (file === null) continue;
    if (file === '-') {
      environment.stdout.write(writeRun(run, form));
      continue;
    }
    const written = await saveOutput(environment, file, writeRun(run, form));
    if (!written.ok) return written;
  }
  return ok(null);
}

/** True where a report goes to standard output, so that nothing else may. */
export function takesStdout(args: ParsedArguments): boolean {
  return matrixForms.some((form) => args.value(form) === '-');
}

/** Writes what was reported as JSON, where --json asks for it. */
export async function keepJson(
  report: Result<Report, CliError>,
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const file = args.value('json');
  if (!report.ok || file === null) return report;
  const json = toSafeJson(`${JSON.stringify(report.value.json, null, 2)}\n`);
  if (file === '-') {
    environment.stdout.write(json);
    return ok({ ...report.value, text: () => [] });
  }
  const saved = await saveOutput(environment, file, json);
  return saved.ok ? report : saved;
}
