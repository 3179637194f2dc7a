import type { DecideAs } from '#shared/model/decide-as.ts';
import { ask, type Scope } from './scope.ts';

export type ScenarioActions = ReturnType<typeof createScenarioActions>;

/** What a person does with scenarios: look at one, play one or all, stop. */
export function createScenarioActions(scope: Scope) {
  const { store } = scope;
  return {
    showScenario: (shownScenario: string | null) => store.setState({ shownScenario }),
    /** null plays all, in view. */
    async runScenarios(ids: readonly string[] | null) {
      store.setState({ screen: 'lab', labSide: 'scenarios' });
      const decideAs = store.getState().scenarioJudge;
      const request = { ids, decideAs };
      await ask(scope, 'The scenarios cannot be played', 'scenarios:run-scenarios', request);
    },
    /** Who decides in the scenarios that are played from now on; null is us. */
    chooseScenarioJudge: (scenarioJudge: DecideAs | null) => store.setState({ scenarioJudge }),
    cancelScenarios: () => ask(scope, 'The run cannot be cancelled', 'scenarios:cancel-run', null),
  };
}
