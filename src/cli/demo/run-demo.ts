import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { createMemoryKeyFiles } from '#lab/ca/key-files.ts';
import { scenarios } from '#lab/scenarios/catalogue.ts';
import type { Flow } from '#shared/flow/flow.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { Scenario, ScenarioResult } from '#shared/model/scenario.ts';
import { inMemory, openStore } from '#store/open-store.ts';
import { createWorkbench, type Workbench } from '#workbench/workbench.ts';
import { readDecideAs, readJudges } from '../arguments/judge-options.ts';
import { nearest } from '../arguments/nearest.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { junitXml } from '../outputs/junit.ts';
import { saveOutput } from '../outputs/save-output.ts';
import { createStyle } from '../text/style.ts';
import { demoToJson, listToJson } from './demo-json.ts';
import { judgeScenario, judgesGrid, type ScenarioOpinions } from './demo-judges.ts';
import { demoToJunit } from './demo-junit.ts';
import { closingText, createScenarioPrinter, listText } from './demo-text.ts';
import { countResults, exitCodeOfCounts } from './result-counts.ts';

/** Plays the scenarios that are asked for; in text, each is told as soon as it has been played. */
export async function runDemo(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const chosen = choose(args);
  if (!chosen.ok) return chosen;
  if (args.has('list')) return ok(reportList(chosen.value));

  const decideAs = await readDecideAs(args, environment);
  if (!decideAs.ok) return decideAs;
  // Settings are those of the program that decides where no other is named.
  const isAlone = decideAs.value !== null && args.values('judge').length === 0;
  const judges = isAlone ? ok([]) : await readJudges(args, environment);
  if (!judges.ok) return judges;
  const { clock, signal, stdout } = environment;
  const style = createStyle(stdout.colour, stdout.width);
  const print = createScenarioPrinter(style);
  const beganAt = clock.monotonic();
  const opinions: ScenarioOpinions[] = [];
  const how = { environment, decideAs: decideAs.value };
  const results = await play(chosen.value, how, (scenario, result, flowOf) => {
    if (judges.value.length > 0) opinions.push(judgeScenario(result, judges.value, flowOf));
    if (args.has('json')) return;
    for (const line of print(scenario, result)) stdout.write(`${line.trimEnd()}\n`);
  });
  if (signal.aborted) return err({ code: 'cancelled' });
  const junit = args.value('junit');
  if (junit !== null) {
    const xml = junitXml(demoToJunit(chosen.value, results, clock.now()));
    const written = await saveOutput(environment, junit, xml);
    if (!written.ok) return written;
  }
  const durationMs = clock.monotonic() - beganAt;
  const counts = countResults(results);
  return ok({
    exitCode: exitCodeOfCounts(counts),
    json: demoToJson(chosen.value, results, { durationMs, opinions }),
    text: () => [
      ...judgesGrid(chosen.value, opinions, { judges: judges.value, style }),
      ...closingText(counts, durationMs, style),
    ],
    remarks: [],
  });
}

/** The scenarios of the given ids, all of them where none is given; each once, in the order of the catalogue. */
function choose(args: ParsedArguments): Result<readonly Scenario[], CliError> {
  const ids = args.positionals;
  const stray = ids.find((id) => scenarios.every((scenario) => scenario.id !== id));
  if (stray === undefined) {
    return ok(ids.length === 0 ? scenarios : scenarios.filter(({ id }) => ids.includes(id)));
  }
  const meant = nearest(
    stray,
    scenarios.map(({ id }) => id),
  );
  const hint =
    meant === null ? 'They are listed by: revoscope demo --list' : `Did you mean ${meant}?`;
  return err(usageError('demo', `There is no scenario "${stray}".`, hint));
}

function reportList(list: readonly Scenario[]): Report {
  return {
    exitCode: exitCode.done,
    json: listToJson(list),
    text: (style) => listText(list, style),
    remarks: [],
  };
}

async function play(
  chosen: readonly Scenario[],
  {
    environment,
    decideAs,
  }: { readonly environment: CliEnvironment; readonly decideAs: SetJudge | null },
  onResult: (
    scenario: Scenario,
    result: ScenarioResult,
    flowOf: (id: string) => Flow | null,
  ) => void,
): Promise<readonly ScenarioResult[]> {
  const workbench = openWorkbench(environment);
  const cancel = () => workbench.scenarios.cancel();
  environment.signal.addEventListener('abort', cancel, { once: true });
  const results: ScenarioResult[] = [];
  const flowOf = (id: string) => {
    const flow = workbench.flows.get(id);
    return flow.ok ? flow.value : null;
  };
  try {
    // One at a time, so that each can be told as soon as it is over.
    for (const scenario of chosen) {
      if (environment.signal.aborted) break;
      const started = workbench.scenarios.start([scenario.id], decideAs);
      if (!started.ok) throw new Error(`scenario ${scenario.id}: ${started.error.code}`);
      const [result] = (await started.value.finished).results;
      if (result === undefined || environment.signal.aborted) break;
      results.push(result);
      onResult(scenario, result, flowOf);
    }
    return results;
  } finally {
    environment.signal.removeEventListener('abort', cancel);
    await workbench.close();
  }
}

/** A workbench that keeps nothing: scenarios present their clients themselves, so no file is written. */
function openWorkbench({ clock, random, version }: CliEnvironment): Workbench {
  const storage = openStore(inMemory);
  if (!storage.ok) throw new Error(`no store in memory: ${storage.error.code}`);
  return createWorkbench({
    storage: storage.value,
    keyFiles: createMemoryKeyFiles(),
    clientFolder: join(tmpdir(), 'revoscope-clients'),
    sweepFile: join(tmpdir(), 'revoscope-sweep.jsonl'),
    labPorts: { responder: 0, backup: 0 },
    realClock: clock,
    random,
    info: {
      version,
      runtime: `Node.js ${process.versions.node}`,
      platform: `${process.platform} ${process.arch}`,
      storePath: inMemory,
      safeStorage: null,
      notices: [],
    },
  });
}
