import { Play, Square } from 'lucide-react';
import { useState } from 'react';
import { Panel } from 'react-resizable-panels';
import { Button } from '../../components/button.tsx';
import { PaneGroup, PaneLine } from '../../components/pane-group.tsx';
import { ProgramChoice } from '../../components/program-choice.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { ScenarioCards } from './scenario-cards.tsx';
import { ScenarioDetail } from './scenario-detail.tsx';
import { ScenarioTable } from './scenario-table.tsx';
import { runWords } from './scenario-words.ts';
import classes from './scenarios-page.module.css';

/** The scenarios: play one or all over real sockets, and see what was expected beside what happened. */
export function ScenariosPage({ sides }: { readonly sides: React.ReactNode }) {
  const [look, setLook] = useState<'cards' | 'table'>('cards');
  const scenarios = useWorkbench((state) => state.scenarios);
  const shown = useWorkbench((state) => state.shownScenario);
  const scenario = scenarios.find(({ id }) => id === shown) ?? scenarios[0] ?? null;
  return (
    <section className={classes.page} aria-label="Scenarios">
      <header className={classes.head}>
        <h1>Lab</h1>
        {sides}
        <Progress />
        <JudgeChoice />
        <Segmented
          label="Look"
          value={look}
          choices={[
            { value: 'cards', text: 'Cards' },
            { value: 'table', text: 'Table' },
          ]}
          onChange={setLook}
        />
        <RunButton />
      </header>
      <div className={classes.body}>
        <PaneGroup name="scenarios" orientation="horizontal" panels={['all', 'one']}>
          <Panel id="all" minSize={380}>
            {look === 'cards' ? (
              <ScenarioCards shown={scenario?.id ?? ''} />
            ) : (
              <ScenarioTable shown={scenario?.id ?? ''} />
            )}
          </Panel>
          <PaneLine label="Resize the steps" />
          <Panel id="one" defaultSize="31%" minSize={290}>
            {scenario !== null && <ScenarioDetail key={scenario.id} scenario={scenario} />}
          </Panel>
        </PaneGroup>
      </div>
    </section>
  );
}

/** Who decides: the scenarios say what we have to do, and another program may do otherwise. */
function JudgeChoice() {
  const chosen = useWorkbench((state) => state.scenarioJudge);
  const programs = useWorkbench((state) => state.programs);
  const { chooseScenarioJudge } = useActions();
  return (
    <div className={classes.judge}>
      <ProgramChoice
        label="Decided by"
        programs={programs}
        chosen={chosen}
        onChoose={chooseScenarioJudge}
      />
    </div>
  );
}

/** How far the run has come, and what came of the last one. */
function Progress() {
  const run = useWorkbench((state) => state.scenarioRun);
  const count = useWorkbench((state) => state.scenarios.length);
  const words = runWords(run);
  const hasOthers = run.results.some(({ outcome }) => outcome !== 'as-expected');
  const part = run.total === 0 ? 0 : run.results.length / run.total;
  return (
    <div className={classes.progress}>
      {run.state === 'running' && (
        <progress className={classes.bar} value={part} max={1} aria-label="Scenarios played" />
      )}
      <p
        className={classes.figures}
        data-tone={hasOthers ? 'bad' : run.state === 'done' ? 'good' : 'plain'}
        role="status"
      >
        {words ?? `${count} scenarios, each with its own policy, responder and clock`}
      </p>
    </div>
  );
}

function RunButton() {
  const isRunning = useWorkbench((state) => state.scenarioRun.state === 'running');
  const { runScenarios, cancelScenarios } = useActions();
  return isRunning ? (
    <Button icon={Square} onPress={() => void cancelScenarios()}>
      Cancel
    </Button>
  ) : (
    <Button kind="primary" icon={Play} onPress={() => void runScenarios(null)}>
      Run all
    </Button>
  );
}
