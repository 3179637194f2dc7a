import process from 'node:process';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { SweepResult, SweepStatistics } from '#shared/model/sweep.ts';
import { openSweepInputs, type SweepInputs } from '#workbench/sweep/file-inputs.ts';
import {
  type JournalError,
  keyOf,
  type LineFile,
  openLines,
  readJournal,
  toLine,
} from '#workbench/sweep/journal.ts';
import { runSweep } from '#workbench/sweep/run-sweep.ts';
import { createSweepControl, type SweepControl } from '#workbench/sweep/sweep-control.ts';
import { csvHead, toCsv, toSweepHtml } from '#workbench/sweep/sweep-forms.ts';
import { createSweepProgress, type SweepProgress } from '#workbench/sweep/sweep-progress.ts';
import { createStatistics } from '#workbench/sweep/sweep-statistics.ts';
import { readNetwork } from '../arguments/network-options.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { createNetworkTransport } from '../network-transport.ts';
import { saveOutput, writeFailure } from '../outputs/save-output.ts';
import { describeWriteProblem } from '../outputs/write-output.ts';
import { rows } from '../text/layout.ts';
import type { Style } from '../text/style.ts';
import { readSweepPlan } from './read-sweep-plan.ts';

/** Sweeps over all certificates of the input; interrupted, it says how to go on. */
export async function runSweepCommand(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const plan = await readSweepPlan(args, environment);
  if (!plan.ok) return plan;
  const network = readNetwork(args, environment.variables);
  if (!network.ok) return network;
  const inputs = await openInputs(args, environment);
  if (!inputs.ok) return inputs;
  const ledger = await openLedger(args);
  if (!ledger.ok) return err(asCliError(ledger.error));

  const { clock, version } = environment;
  const stopping = new AbortController();
  const signal = AbortSignal.any([environment.signal, stopping.signal]);
  let problem: CliError | null = null;
  const transport = createNetworkTransport(network.value, { clock, version });
  const control = createSweepControl(clock);
  const progress = createSweepProgress({ clock, control, fraction: inputs.value.fraction });
  const tell = createTeller(environment);
  const stopListening = environment.onSuspend(() => turnControl(control, environment));
  try {
    const end = await runSweep({
      plan: plan.value,
      inputs: inputs.value.stream(),
      isDone: ledger.value.isDone,
      onResult: (result) => {
        const added = ledger.value.add(result);
        if (!added.ok) {
          problem ??= asCliError(added.error);
          stopping.abort();
        }
        progress.add();
        tell(progress.get);
      },
      transport,
      clock,
      signal,
      control,
    });
    if (problem !== null) return err(problem);
    if (end === 'cancelled') return err({ code: 'cancelled' });
  } finally {
    stopListening();
    transport.close();
    ledger.value.close();
  }
  const statistics = ledger.value.statistics.get();
  if (statistics.total === 0) {
    const message = 'There is no certificate in PEM in it.';
    return err(unreadable(args.positionals[0] ?? '-', { message, offset: null, path: null }));
  }
  const html = args.value('html');
  if (html !== null) {
    const page = toSweepHtml(statistics, clock.now());
    const written = await saveOutput(environment, html, page);
    if (!written.ok) return written;
  }
  return ok({
    exitCode: exitCodeOf(statistics),
    json: statistics,
    text: (style) => statisticsText(statistics, style),
    remarks: [],
  });
}

async function openInputs(
  args: ParsedArguments,
  { listFolder }: CliEnvironment,
): Promise<Result<SweepInputs, CliError>> {
  const [first, ...more] = args.positionals;
  if (first === undefined || more.length > 0) {
    const hint = 'Give one PEM bundle, one folder, or "-".';
    return err(usageError('sweep', 'Which certificates?', hint));
  }
  const files = first === '-' ? null : await listFolder(first);
  try {
    return ok(openSweepInputs(files ?? [first], () => process.stdin));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return err(unreadable(first, { message, offset: null, path: null }));
  }
}

function asCliError(error: CliError | JournalError): CliError {
  return error.code === 'not-written'
    ? writeFailure(error.path, describeWriteProblem(error.cause))
    : error;
}

/** Where results go, and what was there before. */
interface Ledger {
  readonly statistics: ReturnType<typeof createStatistics>;
  readonly isDone: (key: string) => boolean;
  readonly add: (result: SweepResult) => Result<null, JournalError>;
  readonly close: () => void;
}

async function openLedger(args: ParsedArguments): Promise<Result<Ledger, CliError | JournalError>> {
  const out = args.value('out');
  if (args.has('resume') && out === null) {
    return err(usageError('sweep', '--resume goes on with the file of --out.'));
  }
  const statistics = createStatistics();
  const done = new Set<string>();
  const files: LineFile[] = [];
  const csvFile = args.value('csv');
  const csv = csvFile === null ? ok(null) : openLines(csvFile, 0);
  if (!csv.ok) return csv;
  const headed = csv.value?.write(csvHead) ?? ok(null);
  if (!headed.ok) return headed;
  const count = (result: SweepResult): Result<null, JournalError> => {
    statistics.add(result);
    return csv.value?.write(toCsv(result)) ?? ok(null);
  };
  let kept = 0;
  if (args.has('resume') && out !== null) {
    let counted: Result<null, JournalError> = ok(null);
    kept = await readJournal(out, (result) => {
      done.add(keyOf(result));
      const each = count(result);
      if (!each.ok) counted = each;
    });
    if (!counted.ok) return counted;
  }
  const lines = out === null ? ok(null) : openLines(out, kept);
  if (!lines.ok) return lines;
  for (const file of [csv.value, lines.value]) if (file !== null) files.push(file);
  return ok({
    statistics,
    isDone: (key) => done.has(key),
    add: (result) => {
      const written = lines.value?.write(toLine(result)) ?? ok(null);
      return written.ok ? count(result) : written;
    },
    close: () => {
      for (const file of files) file.close();
    },
  });
}

/** Ctrl-Z holds the sweep, and lets it go on. */
function turnControl(control: SweepControl, { stderr }: CliEnvironment): void {
  if (control.isPaused()) {
    control.resume();
    stderr.write('\r\u001b[KGoing on.\n');
    return;
  }
  control.pause();
  stderr.write('\r\u001b[KPaused once the exchanges under way have ended. Ctrl-Z again goes on.\n');
}

/** Tells on a terminal, a few times a second, how far it is and how long it will take. */
function createTeller({ clock, stderr }: CliEnvironment) {
  let told = clock.monotonic();
  return (progress: () => SweepProgress): void => {
    const now = clock.monotonic();
    if (stderr.kind !== 'terminal' || now - told < 250) return;
    told = now;
    stderr.write(`\r\u001b[K${progressText(progress())}`);
  };
}

function progressText({ done, perSecond, fraction, leftMs }: SweepProgress): string {
  const words = [`${done} done`, `${Math.round(perSecond)} a second`];
  if (fraction !== null) words.push(`${Math.round(fraction * 100)} % read`);
  if (leftMs !== null) words.push(`about ${Math.round(leftMs / 1_000)} s left`);
  return words.join(', ');
}

function exitCodeOf({ status }: SweepStatistics): number {
  if (status.revoked > 0) return exitCode.revoked;
  if (status.unknown > 0) return exitCode.unknown;
  return status.indeterminate > 0 ? exitCode.indeterminate : exitCode.good;
}

function statisticsText(statistics: SweepStatistics, style: Style): readonly string[] {
  const { total, status, ages, lives, responders, reasons } = statistics;
  const counted = (list: readonly { readonly label: string; readonly count: number }[]) =>
    list.filter(({ count }) => count > 0).map(({ label, count }) => `${count} ${label}`);
  const section = (label: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [{ label, lines }];
  return [
    `${total} certificates: ${status.good} good, ${status.revoked} revoked, ${status.unknown} unknown, ${status.indeterminate} indeterminate`,
    ...rows(
      [
        ...section('age of answers', counted(ages)),
        ...section('certificates end', counted(lives)),
        ...section(
          'responders',
          responders.map(
            ({ uri, answers, totalMs, maxMs }) =>
              `${uri}: ${answers} answers, ${(totalMs / Math.max(answers, 1)).toFixed(1)} ms on average, ${Math.round(maxMs)} ms at most`,
          ),
        ),
        ...section('indeterminate', counted(reasons)),
      ],
      style,
    ),
  ];
}
