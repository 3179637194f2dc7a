import { ok, type Result } from '#shared/model/result.ts';
import { createAdjustableClock } from '#workbench/adjustable-clock.ts';
import { readDecideAs } from '../arguments/judge-options.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import type { CliError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import type { Control } from '../lab/control.ts';
import { serveControl } from '../lab/serve-control.ts';
import { paragraph } from '../text/layout.ts';
import { createStyle } from '../text/style.ts';
import { createFlowLog, createTextLines, jsonLines } from './flow-log.ts';
import { openLabFolder } from './lab-folder.ts';
import { openServer } from './open-server.ts';
import { readOwnCertificates } from './own-certificates.ts';
import { readServePlan } from './serve-options.ts';
import { createServeStage, type ServeScript } from './serve-stage.ts';
import type { Served } from './served.ts';
import { servedToJson } from './served-json.ts';
import { servedText, stoppedText } from './served-text.ts';

/** Serves until the signal fires; each decision is told as soon as it is made. */
export async function runServe(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const plan = readServePlan(args, environment.variables);
  if (!plan.ok) return plan;
  const own = await readOwnCertificates(args, environment);
  if (!own.ok) return own;
  const decideAs = await readDecideAs(args, environment);
  if (!decideAs.ok) return decideAs;
  const folder = plan.value.lab === null ? ok(null) : openLabFolder(plan.value.lab.folder);
  if (!folder.ok) return folder;

  const { stdout, signal } = environment;
  const style = createStyle(stdout.colour, stdout.width);
  const form = args.has('json') ? 'json' : 'text';
  const lines = form === 'json' ? jsonLines : createTextLines(style);
  const clock = createAdjustableClock(environment.clock);
  const log = createFlowLog(clock, lines, (line) => stdout.write(`${line}\n`));
  const script: ServeScript = {
    plan: plan.value,
    own: own.value,
    folder: folder.value,
    decideAs: decideAs.value,
    log,
    environment,
    clock,
  };
  const { stage, close } = createServeStage(script);
  let control: Control | null = null;
  try {
    clock.advance(folder.value?.clock.read() ?? 0);
    const opened = await openServer(stage, script);
    if (!opened.ok) return opened;
    if (folder.value !== null) {
      control = await serveControl(folder.value, { stage, clock, environment });
    }
    tellStart(opened.value, environment, form);
    await untilEnded([signal, environment.readerGone(form === 'json' ? ' ' : '\n')]);
  } finally {
    control?.close();
    await close();
    folder.value?.release();
  }
  const counts = log.counts();
  return ok({
    exitCode: exitCode.done,
    json: { type: 'stopped', ...counts },
    text: () => ['', stoppedText(counts)],
    remarks: [],
  });
}

/** Resolves once one of the signals has fired. */
function untilEnded(signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    }
  });
}

function tellStart(
  served: Served,
  { stdout, stderr }: CliEnvironment,
  form: 'json' | 'text',
): void {
  if (form === 'json') {
    stdout.write(`${JSON.stringify(servedToJson(served))}\n`);
    return;
  }
  const style = createStyle(stdout.colour, stdout.width);
  for (const notice of served.notices) {
    for (const line of paragraph(`revoscope: ${notice}`, style, 0)) stderr.write(`${line}\n`);
  }
  for (const line of servedText(served, style)) stdout.write(`${line.trimEnd()}\n`);
}
