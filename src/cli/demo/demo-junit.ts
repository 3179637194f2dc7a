import { assertNever } from '#shared/model/result.ts';
import type { Scenario, ScenarioResult } from '#shared/model/scenario.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { JunitCase, JunitSuite } from '../outputs/junit.ts';

/** Each scenario as a test case: it fails where a step went otherwise than expected. */
export function demoToJunit(
  scenarios: readonly Scenario[],
  results: readonly ScenarioResult[],
  at: EpochMs,
): JunitSuite {
  const cases = scenarios.flatMap((scenario) => {
    const result = results.find(({ scenarioId }) => scenarioId === scenario.id);
    return result === undefined ? [] : [caseOf(scenario, result)];
  });
  return { name: 'revoscope demo', at, cases };
}

function caseOf({ id, name }: Scenario, result: ScenarioResult): JunitCase {
  const details = result.steps.flatMap(({ says, differences }) =>
    differences.map(
      ({ field, expected, actual }) => `${says}: ${field} is ${actual}, not ${expected}`,
    ),
  );
  const common = { name: `${id}: ${name}`, durationMs: result.durationMs, details };
  switch (result.outcome) {
    case 'as-expected':
      return { ...common, outcome: 'passed', kind: '', message: '' };
    case 'different':
      return { ...common, outcome: 'failed', kind: 'different', message: details[0] ?? '' };
    case 'broken':
      return { ...common, outcome: 'broken', kind: 'broken', message: result.broken ?? '' };
    default:
      return assertNever(result.outcome);
  }
}
