import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
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
    /** Who decides; without one, we do. */
    decideAs?: SetJudge | null,
  ): Result<{ readonly finished: Promise<ScenarioRun> }, WorkbenchError>;
  cancel(): void;
}

export function createScenarioRuns({
  context,
  onChange,
}: {
  readonly context: Omit<PlayContext, 'signal' | 'decideAs'>;
  readonly onChange: (run: ScenarioRun) => void;
}): ScenarioRuns {
  let run: ScenarioRun = { state: 'idle', total: 0, current: null, decidedAs: null, results: [] };
  let cancelling = new AbortController();
  const become = (next: ScenarioRun) => {
    run = next;
    onChange(run);
  };

  const playAll = async (
    chosen: readonly Scenario[],
    by: Pick<PlayContext, 'signal' | 'decideAs'>,
  ): Promise<ScenarioRun> => {
    const { signal } = by;
    const results: ScenarioResult[] = [];
    for (const scenario of chosen) {
      if (signal.aborted) break;
      become({ ...run, state: 'running', current: scenario.id, results: [...results] });
      results.push(await playScenario(scenario, { ...context, ...by }));
    }
    become({ ...run, state: signal.aborted ? 'cancelled' : 'done', current: null, results });
    return run;
  };

  return {
    all: scenarios,
    run: () => run,
    start: (ids, decideAs = null) => {
      if (run.state === 'running') return err({ code: 'scenarios-running' });
      const chosen = ids === null ? scenarios : scenarios.filter(({ id }) => ids.includes(id));
      if (chosen.length === 0) return err({ code: 'not-found', what: 'scenario' });
      cancelling = new AbortController();
      const profile = decideAs?.profile ?? null;
      const decidedAs = profile === null ? null : `${profile.name} ${profile.version}`;
      run = { state: 'running', total: chosen.length, current: null, decidedAs, results: [] };
      const by = { signal: cancelling.signal, decideAs };
      return ok({ finished: playAll(chosen, by) });
    },
    cancel: () => cancelling.abort(),
  };
}
