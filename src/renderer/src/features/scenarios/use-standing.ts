import { useWorkbench } from '../../store/workbench-context.tsx';
import { type ScenarioStanding, standingOf } from './scenario-words.ts';

/** How a scenario stands; it renders again only when that changes. */
export function useStanding(id: string): ScenarioStanding {
  return useWorkbench(({ scenarioRun, scenarioResults, scenarios }) =>
    standingOf(id, scenarioRun, {
      result: scenarioResults.get(id) ?? null,
      allCount: scenarios.length,
    }),
  );
}
