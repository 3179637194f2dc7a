import { maxBundleBytes } from '#inspect/load-objects.ts';
import type { Case } from '#shared/case/case.ts';
import { writeCase } from '#shared/case/case-file.ts';
import { caseFileName } from '#shared/case/case-file-name.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { caseInputKind } from '#workbench/cases/case-inputs.ts';
import {
  type CapturedCases,
  casesOfCapture,
  casesOfMessages,
} from '#workbench/cases/cases-of-inputs.ts';
import type { Input } from '#workbench/objects/open-inputs.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readTime } from '../arguments/values.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { nameOf, readAllCertificates } from '../inputs/input-files.ts';
import { saveOutput } from '../outputs/save-output.ts';
import { readPolicyInput } from '../policy/policy-input.ts';
import { paragraph } from '../text/layout.ts';
import type { Style } from '../text/style.ts';

/** A case that was made, and the file that it is in; null where none was asked for. */
interface MadeCase {
  readonly made: Case;
  readonly file: string | null;
}

/** Makes cases of what other programs wrote down, tells them, and writes them where `--out` says. */
export async function runFrom(
  args: ParsedArguments,
  files: readonly string[],
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  if (files.length === 0) {
    return err(usageError('case', 'From which file?', 'Give a HAR file or a packet capture.'));
  }
  const at = readTime(args, 'at');
  if (!at.ok) return at;
  const certificates = await readAllCertificates(args.values('certificates'), environment);
  if (!certificates.ok) return certificates;
  const policyFile = args.value('policy');
  const policy =
    policyFile === null ? ok(defaultPolicy) : await readPolicyInput(policyFile, environment);
  if (!policy.ok) return policy;
  const inputs = await readAll(files, environment);
  if (!inputs.ok) return inputs;
  const { clock } = environment;
  const by = { certificates: certificates.value.certificates, policy: policy.value, clock };
  const captured = makeCases(inputs.value, { ...by, at: at.value ?? clock.now() });
  if (!captured.ok) return captured;
  const cases = captured.value.flatMap((one) => one.cases);
  const remarks = captured.value.flatMap((one) => one.remarks);
  const written = await writeAll(cases, args.value('out'), environment);
  if (!written.ok) return written;
  return ok({
    exitCode: remarks.length === 0 ? exitCode.done : exitCode.different,
    json: { cases: written.value.map(caseToJson), passedOver: remarks },
    text: (style) => fromText(written.value, remarks, style),
    remarks: certificates.value.remarks,
  });
}

async function readAll(
  files: readonly string[],
  { readInput }: CliEnvironment,
): Promise<Result<readonly Input[], CliError>> {
  const inputs: Input[] = [];
  for (const file of files) {
    const read = await readInput(file, maxBundleBytes);
    if (!read.ok) {
      if (read.error.code === 'cancelled') return err({ code: 'cancelled' });
      return err(unreadable(nameOf(file), { ...whole, message: read.error.message }));
    }
    if (read.value.length > maxBundleBytes) {
      const message = `The file is larger than ${maxBundleBytes / 1_048_576} MiB.`;
      return err(unreadable(nameOf(file), { ...whole, message }));
    }
    inputs.push({ name: file, bytes: read.value });
  }
  return ok(inputs);
}

const whole = { offset: null, path: null };

function makeCases(
  inputs: readonly Input[],
  by: Parameters<typeof casesOfMessages>[1],
): Result<readonly CapturedCases[], CliError> {
  const made: CapturedCases[] = [];
  const messages: Input[] = [];
  for (const input of inputs) {
    const kind = caseInputKind(input);
    if (kind === null) messages.push(input);
    else if (kind === 'case') {
      const message = 'This is a case already: revoscope replay judges it again.';
      return err(unreadable(nameOf(input.name), { ...whole, message }));
    } else {
      const captured = casesOfCapture(kind, input, by);
      if (!captured.ok) return err(unreadable(nameOf(input.name), captured.error));
      made.push(captured.value);
    }
  }
  if (messages.length === 0) return ok(made);
  const pair = casesOfMessages(messages, by);
  if (!pair.ok)
    return err(unreadable(messages.map(({ name }) => nameOf(name)).join(', '), pair.error));
  return ok([...made, pair.value]);
}

async function writeAll(
  cases: readonly Case[],
  folder: string | null,
  environment: CliEnvironment,
): Promise<Result<readonly MadeCase[], CliError>> {
  if (folder === null) return ok(cases.map((made) => ({ made, file: null })));
  const written: MadeCase[] = [];
  for (const [index, made] of cases.entries()) {
    const number = String(index + 1).padStart(String(cases.length).length, '0');
    const file = `${folder.replace(/\/+$/, '')}/${number}-${caseFileName(made.name)}`;
    const saved = await saveOutput(environment, file, writeCase(made));
    if (!saved.ok) return saved;
    written.push({ made, file });
  }
  return ok(written);
}

function caseToJson({ made, file }: MadeCase) {
  const { name, at, answer, verdict } = made;
  const { status, reason, decision } = verdict;
  const asked = answer?.asked ?? null;
  return { file, name, at: toRfc3339(at), asked, status, reason, decision };
}

function fromText(
  cases: readonly MadeCase[],
  remarks: readonly string[],
  style: Style,
): readonly string[] {
  const lines = cases.map(({ made, file }) => {
    const { status, reason, decision } = made.verdict;
    const why = reason === null ? '' : ` (${reason})`;
    const mark = decision.outcome === 'allow' ? style.paint('good', '✓') : style.paint('fail', '✗');
    const place = file === null ? '' : `  ${style.paint('faint', file)}`;
    return `${mark} ${style.paint('strong', made.name)}  ${status ?? 'not asked'}${why}: ${decision.outcome}${place}`;
  });
  const summary = cases.length === 1 ? '1 case' : `${cases.length} cases`;
  const passed = remarks.length === 0 ? '' : `, ${remarks.length} passed over`;
  return [
    ...lines,
    ...remarks.flatMap((remark) => paragraph(`Passed over: ${remark}`, style, 0)),
    '',
    `${summary}${passed}`,
  ];
}
