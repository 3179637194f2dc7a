import { ok, type Result } from '#shared/model/result.ts';
import { isSame, replayToJson } from '#workbench/cases/replayed.ts';
import { readJudges } from '../arguments/judge-options.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readTime } from '../arguments/values.ts';
import type { CliError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { junitXml } from '../outputs/junit.ts';
import { saveOutput } from '../outputs/save-output.ts';
import { readPolicyInput } from '../policy/policy-input.ts';
import { readCases } from './read-cases.ts';
import { replayToJunit, replayToText } from './replay-report.ts';
import { replayByAll } from './replayed.ts';

/** Judges cases again and says what is not as it was. */
export async function runReplay(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const at = readTime(args, 'at');
  if (!at.ok) return at;
  const judges = await readJudges(args, environment);
  if (!judges.ok) return judges;
  const policyFile = args.value('policy');
  const policy = policyFile === null ? ok(null) : await readPolicyInput(policyFile, environment);
  if (!policy.ok) return policy;
  const cases = await readCases(args, environment);
  if (!cases.ok) return cases;
  const plan = { at: at.value, policy: policy.value, judges: judges.value };
  const replayed = cases.value.map((opened) => replayByAll(opened, plan, environment.clock));
  const junit = args.value('junit');
  if (junit !== null) {
    const xml = junitXml(replayToJunit(replayed, environment.clock.now()));
    const written = await saveOutput(environment, junit, xml);
    if (!written.ok) return written;
  }
  return ok({
    exitCode: replayed.every(isSame) ? exitCode.done : exitCode.different,
    json: replayToJson(replayed),
    text: (style) => replayToText(replayed, style),
    remarks: [],
  });
}
