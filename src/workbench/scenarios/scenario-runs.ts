import { scenarios } from '#lab/scenarios/catalogue.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { Scenario, ScenarioResult, ScenarioRun } from '#shared/model/scenario.ts';
import type { WorkbenchError } from '../error.ts';
import { type PlayContext, playScenario } from './play-scenario.ts';

/** Plays the built-in scenarios, one after the other. */
export interface ScenarioRuns {
  readonly all: readonly Scenario[];
  run(): ScenarioRun;
  /** Starts a run (null: of all); `finished` settles with it. One run at a time. */
  start(
    ids: readonly string[] | null,
  ): Result<{ readonly finished: Promise<ScenarioRun> }, WorkbenchError>;
  cancel(): void;
}

export function createScenarioRuns({
  context,
  onChange,
}: {
  readonly context: Omit<PlayContext, 'signal'>;
  readonly onChange: (run: ScenarioRun) => void;
}): ScenarioRuns {
  let run: ScenarioRun = { state: 'idle', total: 0, current: null, results: [] };
  let cancelling = new AbortController();
  const become = (next: ScenarioRun) => {
    run = next;
    onChange(run);
  };

  const playAll = async (
    chosen: readonly Scenario[],
    signal: AbortSignal,
  ): Promise<ScenarioRun> => {
    const results: ScenarioResult[] = [];
    for (const scenario of chosen) {
      if (signal.aborted) break;
      become({ ...run, state: 'running', current: scenario.id, results: [...results] });
      results.push(await playScenario(scenario, { ...context, signal }));
    }
    become({ ...run, state: signal.aborted ? 'cancelled' : 'done', current: null, results });
    return run;
  };

  return {
    all: scenarios,
    run: () => run,
    start: (ids) => {
      if (run.state === 'running') return err({ code: 'scenarios-running' });
      const chosen = ids === null ? scenarios : scenarios.filter(({ id }) => ids.includes(id));
      if (chosen.length === 0) return err({ code: 'not-found', what: 'scenario' });
      cancelling = new AbortController();
      run = { state: 'running', total: chosen.length, current: null, results: [] };
      return ok({ finished: playAll(chosen, cancelling.signal) });
    },
    cancel: () => cancelling.abort(),
  };
}
