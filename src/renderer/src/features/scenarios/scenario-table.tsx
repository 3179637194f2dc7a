import type { Scenario, ScenarioResult, ScenarioStepResult } from '#shared/model/scenario.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { cx } from '../../components/class-names.ts';
import { StatusChip } from '../../components/status-mark.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './scenario-table.module.css';
import { scenarioGroups, standingWords, stepExpectation } from './scenario-words.ts';
import { useStanding } from './use-standing.ts';

/** All scenarios as a table: what was expected in the end, beside what happened. */
export function ScenarioTable({ shown }: { readonly shown: string }) {
  const scenarios = useWorkbench((state) => state.scenarios);
  return (
    <div className={classes.scroller}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Scenario</th>
            <th scope="col">Result</th>
            <th scope="col">Expected</th>
            <th scope="col">Actual</th>
            <th scope="col" className={classes.number}>
              Took
            </th>
          </tr>
        </thead>
        {scenarioGroups.map(({ id, title }) => (
          <tbody key={id}>
            <tr className={classes.group}>
              <th scope="rowgroup" colSpan={5}>
                {title}
              </th>
            </tr>
            {scenarios
              .filter(({ group }) => group === id)
              .map((scenario) => (
                <Row key={scenario.id} scenario={scenario} isShown={scenario.id === shown} />
              ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Row(props: { readonly scenario: Scenario; readonly isShown: boolean }) {
  const { scenario, isShown } = props;
  const { id, name } = scenario;
  const standing = useStanding(id);
  const result = useWorkbench((state) => state.scenarioResults.get(id) ?? null);
  const { showScenario } = useActions();
  const { text, tone } = standingWords(standing);
  const step = tellingStep(result);
  const isDifferent = step !== null && step.differences.length > 0;
  return (
    <tr className={cx(classes.row, isShown && classes.shown)}>
      <td>
        <button
          type="button"
          className={classes.name}
          aria-pressed={isShown}
          onClick={() => showScenario(id)}
        >
          {name}
        </button>
      </td>
      <td>
        {standing === 'not-played' ? (
          <span className={classes.quiet}>not played</span>
        ) : (
          <StatusChip tone={tone} text={text} />
        )}
      </td>
      <td>{step?.expected ?? lastExpectation(scenario)}</td>
      <td className={cx(step !== null && (isDifferent ? classes.bad : classes.good))}>
        {result?.broken ?? actualWords(step)}
      </td>
      <td className={classes.number}>
        {result === null ? '' : toReadableDuration(result.durationMs)}
      </td>
    </tr>
  );
}

/** The step that tells most: the first that differs, else the last that was judged. */
function tellingStep(result: ScenarioResult | null): ScenarioStepResult | null {
  const judged = result?.steps.filter(({ expected }) => expected !== null) ?? [];
  return judged.find(({ differences }) => differences.length > 0) ?? judged.at(-1) ?? null;
}

/** What happened; where the words are alike, what differs all the same. */
function actualWords(step: ScenarioStepResult | null): string {
  if (step === null) return '';
  const [first] = step.differences;
  if (first === undefined || step.actual !== step.expected) return step.actual ?? '';
  return `${first.field}: ${first.actual}, not ${first.expected}`;
}

function lastExpectation({ steps }: Scenario): string {
  return steps.map(stepExpectation).findLast((words) => words !== null) ?? '';
}
