import { createServer } from 'node:net';
import { labIds } from '#lab/ca/first-certificates.ts';
import { CellRegistry } from '#matrix/cell.ts';
import { CellResponder } from '#matrix/cell-responder.ts';
import type { VerdictWord } from '#matrix/expect.ts';
import { pemOf } from '#matrix/issue-cell.ts';
import { judgedCells, type MatrixRun } from '#matrix/matrix-run.ts';
import { compareRuns } from '#matrix/report/compare.ts';
import { readRun } from '#matrix/report/read-run.ts';
import { type MatrixProgress, runMatrix } from '#matrix/run-matrix.ts';
import type { MatrixTarget } from '#matrix/target.ts';
import { type ProductId, productIds } from '#settings-of-others/model.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { describeLabError } from '#shared/wording/lab.ts';
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
  const stage = await openMatrixStage(args, environment, referencePolicy(plan.value));
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
  const { clock, random, signal } = environment;
  const { ca } = stage.stage.lab;
  const registry = new CellRegistry();
  const responder = new CellResponder({ ca, registry, clock, random });
  const port = await responder.start(plan.listen.host, plan.listen.port);
  if (!port.ok) {
    const remedy = 'Choose another address with --listen.';
    return err({ code: 'unavailable', message: describeLabError(port.error), remedy });
  }
  try {
    const reference = args.has('no-reference') ? ok([]) : await openReference(stage);
    if (!reference.ok) return reference;
    const host = plan.listen.host.includes(':') ? `[${plan.listen.host}]` : plan.listen.host;
    const run = await runMatrix({
      ...plan,
      targets: [...task.targets, ...reference.value],
      ca,
      registry,
      responder: {
        url: plan.responderUrl ?? `http://${host}:${port.value}`,
        refusedUrl: plan.responderUrl === null ? `http://${host}:${await closedPort(plan)}` : null,
      },
      clock,
      random,
      signal,
      onProgress: (progress) => tellProgress(progress, environment),
    });
    if (run === null) return err({ code: 'cancelled' });
    const written = await writeReports(run, args, environment);
    if (!written.ok) return written;
    return ok({
      exitCode: exitCodeOf(run, task),
      json: run,
      text: (style) => (takesStdout(args) ? [] : matrixText(run, style)),
      remarks: [],
    });
  } finally {
    await responder.stop();
  }
}

/** Our own server, failing closed or as the expectation has it, as the last column. */
async function openReference(
  stage: MatrixStage,
): Promise<Result<readonly MatrixTarget[], CliError>> {
  const running = await stage.stage.mtls.start();
  if (!running.ok) {
    const remedy = 'Leave it out with --no-reference.';
    return err({ code: 'unavailable', message: 'Our own server does not start.', remedy });
  }
  const trust = pemOf(stage.stage.lab.ca, labIds.root);
  return ok([
    {
      name: 'revoscope (reference)',
      host: running.value.host,
      port: running.value.port,
      path: '/',
      method: 'GET',
      connectTo: null,
      serverName: null,
      hostHeader: null,
      trust: { by: 'cas', pem: trust },
      tls: 'any',
      success: null,
    },
  ]);
}

/** What our own server would have to do to meet the expectation. */
function referencePolicy({ expectation: { table }, patienceMs }: MatrixPlan): Policy {
  const on = (word: 'admit' | 'deny') =>
    word === 'admit' ? ('allow' as const) : ('block' as const);
  const limit = Math.max(Math.min(defaultPolicy.totalTimeoutMs, Math.floor(patienceMs / 2)), 500);
  return {
    ...defaultPolicy,
    ocsp: table.revoked === 'admit' ? 'not-enabled' : 'enabled',
    fallback: on(table['no-answer']),
    fallbackByCause: {
      unknown: on(table.unknown),
      'no-answer': on(table['no-answer']),
      'answer-not-valid': on(table['proof-fails']),
    },
    totalTimeoutMs: limit,
    connectTimeoutMs: Math.min(defaultPolicy.connectTimeoutMs, limit),
    cache: { ...defaultPolicy.cache, use: 'off' },
  };
}

/** A port at which nobody listens: taken, and given back. */
async function closedPort({ listen }: MatrixPlan): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen({ host: listen.host, port: 0 }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 1;
      probe.close(() => resolve(port));
    });
  });
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
  const stage = await openMatrixStage(args, environment, defaultPolicy);
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
