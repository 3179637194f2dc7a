import { caseOf } from '#engine/judge/case-evidence.ts';
import type { Evidence } from '#engine/judge/evidence.ts';
import { nameToText } from '#pki/x509/name.ts';
import { writeCase } from '#shared/case/case-file.ts';
import { ok, type Result } from '#shared/model/result.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { valueOption } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import type { CliError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import type { Verdict } from '../report/verdict.ts';
import { saveOutput } from './save-output.ts';

/** Where a verdict is to be kept with all that it rests on: for `check` and `verify`. */
export const saveCaseOption = valueOption(
  'save-case',
  'FILE',
  'Keeps the verdict on one certificate with all it rests on as a case, for replay; no key is in it.',
);

/** Writes the case that `--save-case` asks for; resolves to a remark. */
export async function saveCase(
  evidence: Evidence,
  { flow, at }: Pick<Verdict, 'flow' | 'at'>,
  { args, environment }: { readonly args: ParsedArguments; readonly environment: CliEnvironment },
): Promise<Result<readonly string[], CliError>> {
  const file = args.value('save-case');
  if (file === null) return ok([]);
  const { certificate } = evidence;
  const subject = 'der' in certificate ? nameToText(certificate.subject) : 'no certificate';
  const { policy, outcome } = flow;
  const name = `${subject} at ${toRfc3339(at)}`;
  const kept = caseOf(evidence, { name, notes: '', at, clockOffsetMs: 0, policy, outcome });
  const written = await saveOutput(environment, file, writeCase(kept));
  return written.ok ? ok([`Saved as a case in ${file}: revoscope replay ${file}`]) : written;
}
