import { ArrowRight, Check, Circle, Play, X } from 'lucide-react';
import type { Scenario, ScenarioStep, ScenarioStepResult } from '#shared/model/scenario.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { Button } from '../../components/button.tsx';
import { StatusChip } from '../../components/status-mark.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './scenario-detail.module.css';
import { settingWords, standingWords, stepExpectation } from './scenario-words.ts';
import { useStanding } from './use-standing.ts';

/** One scenario step by step: what is done, what is expected, and what happened. */
export function ScenarioDetail({ scenario }: { readonly scenario: Scenario }) {
  const { id, name, shows, steps } = scenario;
  const result = useWorkbench((state) => state.scenarioResults.get(id) ?? null);
  const isRunning = useWorkbench((state) => state.scenarioRun.state === 'running');
  const { runScenarios } = useActions();
  const standing = useStanding(id);
  const { text, tone } = standingWords(standing);
  const settings = settingWords(scenario);
  return (
    <section className={classes.detail} aria-label="Scenario">
      <header className={classes.head}>
        <div>
          <h2>{name}</h2>
          <StatusChip tone={tone} text={text} />
          {result !== null && (
            <span className={classes.time}>{toReadableDuration(result.durationMs)}</span>
          )}
        </div>
        <Button icon={Play} isDisabled={isRunning} onPress={() => void runScenarios([id])}>
          Run
        </Button>
      </header>
      <p className={classes.shows}>{shows}</p>
      {settings.length > 0 && (
        <p className={classes.settings}>
          {settings.map((setting) => (
            <code key={setting}>{setting}</code>
          ))}
        </p>
      )}
      {result !== null && result.broken !== null && (
        <p className={classes.broken} role="alert">
          It could not be played to its end: {result.broken}
        </p>
      )}
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          <Step
            // Steps have no identity but their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            step={step}
            result={standing === 'playing' ? null : (result?.steps[index] ?? null)}
          />
        ))}
      </ol>
    </section>
  );
}

function Step(props: { readonly step: ScenarioStep; readonly result: ScenarioStepResult | null }) {
  const { step, result } = props;
  const { showScreen, openFlow } = useActions();
  const expected = result?.expected ?? stepExpectation(step);
  const flowId = result?.flowId ?? null;
  const isDifferent = result !== null && result.differences.length > 0;
  return (
    <li className={classes.step}>
      <Mark result={result} />
      <div className={classes.words}>
        <p className={classes.says}>{step.says}</p>
        {expected !== null && (
          <dl className={classes.facts}>
            <div>
              <dt>Expected</dt>
              <dd>{expected}</dd>
            </div>
            {result !== null && result.actual !== null && (
              <div>
                <dt>Actual</dt>
                <dd className={isDifferent ? classes.bad : classes.good}>{result.actual}</dd>
              </div>
            )}
            {result?.differences.map(({ field, expected: wanted, actual }) => (
              <div key={field}>
                <dt>{field}</dt>
                <dd className={classes.bad}>
                  {actual}, not {wanted}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {flowId !== null && (
          <button
            type="button"
            className={classes.link}
            onClick={() => {
              showScreen('flows');
              void openFlow(flowId);
            }}
          >
            Open the flow <ArrowRight size={12} aria-hidden="true" />
          </button>
        )}
      </div>
    </li>
  );
}

/** Whether a step went as expected; steps that only set something are done or not. */
function Mark({ result }: { readonly result: ScenarioStepResult | null }) {
  if (result === null) {
    return (
      <span className={classes.mark} data-state="open">
        <Circle size={8} aria-hidden="true" />
      </span>
    );
  }
  const isDifferent = result.differences.length > 0;
  const state = isDifferent ? 'bad' : result.expected === null ? 'done' : 'good';
  const Icon = isDifferent ? X : Check;
  return (
    <span className={classes.mark} data-state={state}>
      <Icon size={11} strokeWidth={3} aria-hidden="true" />
    </span>
  );
}
