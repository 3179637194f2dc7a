import type { Scenario, ScenarioResult, ScenarioStepResult } from '#shared/model/scenario.ts';
import type { DurationMs } from '#shared/model/time.ts';
import type { ScenarioOpinions, StepOpinion } from './demo-judges.ts';
import { countResults } from './result-counts.ts';

/** What is told beside the results. */
export interface DemoCompany {
  readonly durationMs: DurationMs;
  /** What other programs would have said; none where nobody asked them. */
  readonly opinions: readonly ScenarioOpinions[];
}

/** The document of `demo --json`. Its keys are stable and always there. */
export function demoToJson(
  scenarios: readonly Scenario[],
  results: readonly ScenarioResult[],
  { durationMs, opinions }: DemoCompany,
) {
  return {
    ...countResults(results),
    durationMs: Math.round(durationMs),
    scenarios: scenarios.flatMap((scenario) => {
      const result = results.find(({ scenarioId }) => scenarioId === scenario.id);
      return result === undefined ? [] : [resultToJson(scenario, result, opinions)];
    }),
  };
}

function resultToJson(
  scenario: Scenario,
  result: ScenarioResult,
  opinions: readonly ScenarioOpinions[],
) {
  const own = opinions.find(({ scenarioId }) => scenarioId === scenario.id);
  return {
    ...headToJson(scenario),
    outcome: result.outcome,
    broken: result.broken,
    durationMs: Math.round(result.durationMs),
    steps: result.steps.map((step, i) => stepToJson(step, own?.steps[i] ?? [])),
  };
}

/** `expected` and `actual` are null for a step that only prepares another; `judges` is empty where nobody was asked. */
function stepToJson(
  { says, expected, actual, differences }: ScenarioStepResult,
  judges: readonly StepOpinion[],
) {
  return { says, expected, actual, differences, judges };
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
