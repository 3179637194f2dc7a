import type { Scenario, ScenarioResult, ScenarioStepResult } from '#shared/model/scenario.ts';
import type { DurationMs } from '#shared/model/time.ts';
import { countResults } from './result-counts.ts';

/** The document of `demo --json`. Its keys are stable and always there. */
export function demoToJson(
  scenarios: readonly Scenario[],
  results: readonly ScenarioResult[],
  durationMs: DurationMs,
) {
  return {
    ...countResults(results),
    durationMs: Math.round(durationMs),
    scenarios: scenarios.flatMap((scenario) => {
      const result = results.find(({ scenarioId }) => scenarioId === scenario.id);
      return result === undefined ? [] : [resultToJson(scenario, result)];
    }),
  };
}

function resultToJson(scenario: Scenario, result: ScenarioResult) {
  return {
    ...headToJson(scenario),
    outcome: result.outcome,
    broken: result.broken,
    durationMs: Math.round(result.durationMs),
    steps: result.steps.map(stepToJson),
  };
}

/** `expected` and `actual` are null for a step that only prepares another. */
function stepToJson({ says, expected, actual, differences }: ScenarioStepResult) {
  return { says, expected, actual, differences };
}

/** The document of `demo --list --json`. */
export function listToJson(scenarios: readonly Scenario[]) {
  return {
    scenarios: scenarios.map((scenario) => ({
      ...headToJson(scenario),
      steps: scenario.steps.map(({ says }) => says),
    })),
  };
}

function headToJson({ id, name, group, shows }: Scenario) {
  return { id, name, group, shows };
}
