import { createPauseGate, type PauseGate } from '#matrix/pause-gate.ts';
import { compareRuns } from '#matrix/report/compare.ts';
import { readRun } from '#matrix/report/read-run.ts';
import type { MatrixProgress } from '#matrix/run-matrix.ts';
import type { MatrixTarget } from '#matrix/target.ts';
import type { VerdictWord } from '#shared/model/matrix-run.ts';
import { judgedCells, type MatrixRun } from '#shared/model/matrix-run.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { type ProductId, productIds } from '#shared/model/settings-of-others.ts';
import { describeLabError } from '#shared/wording/lab.ts';
import { type MeasureError, measureTargets } from '#workbench/matrix/measure-targets.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readChoice } from '../arguments/values.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { readOctets } from '../inputs/input-files.ts';
import { type MatrixPlan, readPlan } from './matrix-plan.ts';
import { type MatrixStage, openMatrixStage } from './matrix-stage.ts';
import { changesText, matrixText } from './matrix-text.ts';
import { readTargets } from './read-targets.ts';
import { reportTrustKit } from './trust-kit.ts';
import { keepJson, takesStdout, writeReports } from './write-reports.ts';

type Outcome = Promise<Result<Report, CliError>>;

/** Runs a matrix, prints the trust kit, or compares two runs. */
export async function runMatrixCommand(
  args: ParsedArguments,
  environment: CliEnvironment,
): Outcome {
  if (args.has('compare')) return keepJson(await compare(args, environment), args, environment);
  if (args.has('trust-kit')) return keepJson(await trustKit(args, environment), args, environment);
  const plan = await readPlan(args, environment);
  if (!plan.ok) return plan;
  const targets = await readTargets(args, environment);
  if (!targets.ok) return targets;
  const stage = await openMatrixStage(args, environment);
  if (!stage.ok) return stage;
  try {
    return await measure(args, {
      plan: plan.value,
      targets: targets.value,
      stage: stage.value,
      environment,
    });
  } finally {
    await stage.value.close();
  }
}

interface Task {
  readonly plan: MatrixPlan;
  readonly targets: readonly MatrixTarget[];
  readonly stage: MatrixStage;
  readonly environment: CliEnvironment;
}

async function measure(args: ParsedArguments, task: Task): Outcome {
  const { plan, stage, environment } = task;
  const gate = createPauseGate();
  const stopListening = environment.onSuspend(() => turnGate(gate, environment));
  const measured = await measureTargets(
    {
      ...plan,
      targets: task.targets,
      reference: args.has('no-reference') ? 'without' : 'with',
    },
    {
      ca: stage.lab.ca,
      transport: stage.transport,
      clock: environment.clock,
      random: environment.random,
      signal: environment.signal,
      gate,
      onProgress: (progress) => tellProgress(progress, environment),
    },
  );
  stopListening();
  if (!measured.ok) return err(measureFailure(measured.error));
  const run = measured.value;
  if (run === null) return err({ code: 'cancelled' });
  const written = await writeReports(run, args, environment);
  if (!written.ok) return written;
  return ok({
    exitCode: exitCodeOf(run, task),
    json: run,
    text: (style) => (takesStdout(args) ? [] : matrixText(run, style)),
    remarks: [],
  });
}

/** Ctrl-Z holds the run up, and lets it go on: stopping the process would leave servers without their responder. */
function turnGate(gate: PauseGate, { stderr }: CliEnvironment): void {
  if (gate.isPaused()) {
    gate.resume();
    stderr.write('\r\u001b[KGoing on.\n');
    return;
  }
  gate.pause();
  stderr.write('\r\u001b[KPaused once the visits under way have ended. Ctrl-Z again goes on.\n');
}

function measureFailure(error: MeasureError): CliError {
  if (error.code === 'responder-not-opened') {
    const remedy = 'Choose another address with --listen.';
    return { code: 'unavailable', message: describeLabError(error.error), remedy };
  }
  const remedy = 'Leave it out with --no-reference.';
  return { code: 'unavailable', message: 'Our own server does not start.', remedy };
}

/** Judgements that count for each value of `--fail-on`; void comes before all of them. */
const counted: Readonly<Record<MatrixPlan['failOn'], readonly VerdictWord[]>> = {
  breach: ['breach'],
  opens: ['breach', 'opens'],
  any: ['breach', 'opens', 'never-asks', 'hangs', 'shuts-out', 'unclear'],
};

/** 0 as expected, 1 different, 2 void; our own server is for comparison and does not count. */
function exitCodeOf(run: MatrixRun, { plan, targets }: Task): number {
  const columns = run.targets.slice(0, targets.length);
  const isBad = columns.some((column) =>
    judgedCells(column).some(({ word }) => word !== 'void' && counted[plan.failOn].includes(word)),
  );
  if (isBad) return exitCode.different;
  return columns.some(({ state }) => state === 'void') ? exitCode.unknown : exitCode.done;
}

function tellProgress(
  { target, result, done, total }: MatrixProgress,
  { stderr }: CliEnvironment,
): void {
  if (stderr.kind !== 'terminal') return;
  stderr.write(`\r\u001b[K${done}/${total}  ${target}: ${result.title}`);
  if (done === total) stderr.write('\r\u001b[K');
}

async function trustKit(args: ParsedArguments, environment: CliEnvironment): Outcome {
  const product = readChoice<ProductId>(args, 'trust-kit', {
    words: productIds,
    fallback: 'nginx',
  });
  if (!product.ok) return product;
  const stage = await openMatrixStage(args, environment);
  if (!stage.ok) return stage;
  try {
    return ok(reportTrustKit(product.value, stage.value));
  } finally {
    await stage.value.close();
  }
}

async function compare(args: ParsedArguments, environment: CliEnvironment): Outcome {
  const [before, after, ...more] = args.positionals;
  if (before === undefined || after === undefined || more.length > 0) {
    return err(
      usageError('matrix', '--compare takes two files: of the earlier run and the later.'),
    );
  }
  const runs: MatrixRun[] = [];
  for (const file of [before, after]) {
    const octets = await readOctets(file, environment);
    if (!octets.ok) return octets;
    const run = readRun(new TextDecoder().decode(octets.value));
    if (!run.ok) {
      return err(unreadable(file, { message: run.error.message, offset: null, path: null }));
    }
    runs.push(run.value);
  }
  const [first, second] = runs;
  if (first === undefined || second === undefined) throw new Error('two runs were read');
  const changes = compareRuns(first, second);
  return ok({
    exitCode: changes.length === 0 ? exitCode.done : exitCode.different,
    json: changes,
    text: (style) => changesText(changes, style),
    remarks: [],
  });
}
