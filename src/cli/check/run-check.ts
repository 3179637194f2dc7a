import { err, ok, type Result } from '#shared/model/result.ts';
import { readJudges } from '../arguments/judge-options.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { evidenceOfFlow } from '../inputs/evidence.ts';
import { readTrust } from '../inputs/presentation.ts';
import { junitXml } from '../outputs/junit.ts';
import { saveCase } from '../outputs/save-case.ts';
import { saveOutput } from '../outputs/save-output.ts';
import { createProgress } from '../text/progress.ts';
import { createAsker } from './asker.ts';
import { readCheckPlan } from './check-plan.ts';
import { type CheckContext, checkTarget } from './check-target.ts';
import {
  type ExitBy,
  exitCodeOfChecked,
  exitCodeOfOutcome,
  type Outcome,
  worstExitCode,
} from './checked.ts';
import { manyToJson } from './many-json.ts';
import { manyToJunit } from './many-junit.ts';
import { manyToText } from './many-text.ts';
import { checkedToJson, checkedToText } from './one-report.ts';
import { inFolderOf, saveChecked } from './save-check.ts';
import { readTargets, type Targets } from './targets.ts';

/** Certificates that are asked about at the same time. */
const atOnce = 8;

/** Checks all that the command line names: one in full, many in a line each. */
export async function runCheck(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const targets = await readTargets(args, environment);
  if (!targets.ok) return targets;
  if (targets.value.form === 'many' && args.has('save-case')) {
    const hint = 'Check them one by one, or keep them with --save DIR.';
    return err(usageError('check', 'A case is about one certificate.', hint));
  }
  const trust = await readTrust(args, environment);
  if (!trust.ok) return trust;
  const plan = await readCheckPlan(args, environment);
  if (!plan.ok) return plan;

  const judges = await readJudges(args, environment);
  if (!judges.ok) return judges;

  const asker = createAsker(plan.value, environment);
  const presentation = { command: args.command, trust: trust.value };
  const context: CheckContext = {
    plan: plan.value,
    judges: judges.value,
    asker,
    presentation,
    environment,
  };
  const remarks = [...targets.value.remarks, ...trust.value.remarks];
  try {
    const { form, list } = targets.value;
    const [only] = list;
    const report =
      form === 'one' && only !== undefined
        ? await checkOne(only, args, context)
        : await checkMany(targets.value, args, context);
    return report.ok
      ? ok({ ...report.value, remarks: [...remarks, ...report.value.remarks] })
      : report;
  } finally {
    asker.close();
  }
}

async function checkOne(
  target: Targets['list'][number],
  args: ParsedArguments,
  context: CheckContext,
): Promise<Result<Report, CliError>> {
  const result = await checkTarget(target, context);
  if (!result.ok) return result;
  const checked = result.value;
  const outcomes: readonly Outcome[] = [{ target: target.name, checked, error: null }];
  const junit = await writeJunit(outcomes, args, context);
  if (!junit.ok) return junit;
  const folder = args.value('save');
  const saved = folder === null ? ok([]) : await saveChecked(checked, folder, { args, context });
  if (!saved.ok) return saved;
  const { presented, verdict } = checked;
  const evidence = evidenceOfFlow(presented, verdict.flow.events);
  const { environment } = context;
  const kept = await saveCase(evidence, verdict, { args, environment });
  if (!kept.ok) return kept;
  return ok({
    exitCode: exitCodeOfChecked(checked, exitBy(args)),
    json: checkedToJson(checked),
    text: (style) => checkedToText(checked, style),
    remarks: [...presented.remarks, ...saved.value, ...kept.value],
  });
}

async function checkMany(
  { list }: Targets,
  args: ParsedArguments,
  context: CheckContext,
): Promise<Result<Report, CliError>> {
  const { environment } = context;
  const { signal, stderr, clock } = environment;
  const beganAt = clock.monotonic();
  const progress = createProgress(stderr, list.length, 'certificates checked');
  const outcomes = await inTurns(list, async (target): Promise<Outcome> => {
    const result = await checkTarget(target, context);
    progress.done();
    return result.ok
      ? { target: target.name, checked: result.value, error: null }
      : { target: target.name, checked: null, error: result.error };
  });
  progress.end();
  if (signal.aborted) return err({ code: 'cancelled' });
  const junit = await writeJunit(outcomes, args, context);
  if (!junit.ok) return junit;
  const saved = await saveMany(outcomes, args, context);
  if (!saved.ok) return saved;
  const by = exitBy(args);
  const durationMs = clock.monotonic() - beganAt;
  return ok({
    exitCode: worstExitCode(outcomes.map((outcome) => exitCodeOfOutcome(outcome, by, signal))),
    json: manyToJson(outcomes, { by, durationMs, signal }),
    text: (style) => manyToText(outcomes, { style, durationMs }),
    remarks: outcomes.flatMap(({ checked }) => checked?.presented.remarks ?? []),
  });
}

function exitBy(args: ParsedArguments): ExitBy {
  return args.has('gate') ? 'decision' : 'status';
}

/** Works on a few at a time; results are in the order of the list. */
async function inTurns<T, R>(
  list: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < list.length; at = next++) {
      const item = list[at];
      if (item !== undefined) results[at] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, worker));
  return results;
}

async function writeJunit(
  outcomes: readonly Outcome[],
  args: ParsedArguments,
  { environment, asker }: CheckContext,
): Promise<Result<null, CliError>> {
  const file = args.value('junit');
  if (file === null) return ok(null);
  const xml = junitXml(manyToJunit(outcomes, { at: asker.clock.now(), by: exitBy(args) }));
  return saveOutput(environment, file, xml);
}

async function saveMany(
  outcomes: readonly Outcome[],
  args: ParsedArguments,
  context: CheckContext,
): Promise<Result<null, CliError>> {
  const folder = args.value('save');
  if (folder === null) return ok(null);
  for (const [at, { checked }] of outcomes.entries()) {
    if (checked === null) continue;
    const saved = await saveChecked(checked, inFolderOf(folder, at, checked), { args, context });
    if (!saved.ok) return saved;
  }
  return ok(null);
}
