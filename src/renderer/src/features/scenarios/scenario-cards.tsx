import { Play } from 'lucide-react';
import type { Scenario } from '#shared/model/scenario.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { IconButton } from '../../components/button.tsx';
import { StatusChip } from '../../components/status-mark.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './scenario-cards.module.css';
import { scenarioGroups, standingWords } from './scenario-words.ts';
import { useStanding } from './use-standing.ts';

/** The scenarios as cards, by what they are about. */
export function ScenarioCards({ shown }: { readonly shown: string }) {
  const scenarios = useWorkbench((state) => state.scenarios);
  return (
    <div className={classes.groups}>
      {scenarioGroups.map(({ id, title }) => {
        const members = scenarios.filter(({ group }) => group === id);
        if (members.length === 0) return null;
        return (
          <section key={id}>
            <h2 className={classes.title}>{title}</h2>
            <ul className={classes.cards}>
              {members.map((scenario) => (
                <Card key={scenario.id} scenario={scenario} isShown={scenario.id === shown} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Card(props: { readonly scenario: Scenario; readonly isShown: boolean }) {
  const { scenario, isShown } = props;
  const { id, name, shows, steps } = scenario;
  const standing = useStanding(id);
  const result = useWorkbench((state) => state.scenarioResults.get(id) ?? null);
  const isRunning = useWorkbench((state) => state.scenarioRun.state === 'running');
  const { showScenario, runScenarios } = useActions();
  const { text, tone } = standingWords(standing);
  return (
    <li className={classes.card} data-shown={isShown} data-standing={standing}>
      <div className={classes.head}>
        <button
          type="button"
          className={classes.name}
          aria-pressed={isShown}
          onClick={() => showScenario(id)}
        >
          {name}
        </button>
      </div>
      <p className={classes.shows}>{shows}</p>
      <div className={classes.foot}>
        {standing !== 'not-played' && <StatusChip tone={tone} text={text} />}
        <span>
          {steps.length === 1 ? '1 step' : `${steps.length} steps`}
          {result !== null && ` · ${toReadableDuration(result.durationMs)}`}
        </span>
        <IconButton
          icon={Play}
          label={`Run ${name}`}
          size="small"
          isDisabled={isRunning}
          onPress={() => {
            showScenario(id);
            void runScenarios([id]);
          }}
        />
      </div>
    </li>
  );
}
