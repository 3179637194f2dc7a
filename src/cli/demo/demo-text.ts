import { assertNever } from '#shared/model/result.ts';
import type { Scenario, ScenarioResult, ScenarioStepResult } from '#shared/model/scenario.ts';
import type { DurationMs } from '#shared/model/time.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { heading, paragraph, wrap } from '../text/layout.ts';
import type { Meaning, Style } from '../text/style.ts';
import type { ResultCounts } from './result-counts.ts';

type Group = Scenario['group'];

/** The same words as in the window. */
const groupTitles: Readonly<Record<Group, string>> = {
  decision: 'The decision',
  'responder-uri': 'Which responder is asked',
  signer: 'Who may sign',
  attack: 'Attacks',
  'responder-error': 'Errors of the responder',
  cache: 'The cache',
};

/** Tells a scenario after the other, each group under its heading. */
export function createScenarioPrinter(
  style: Style,
): (scenario: Scenario, result: ScenarioResult) => readonly string[] {
  let group: Group | null = null;
  return (scenario, result) => {
    const head = scenario.group === group ? [] : groupHeading(scenario.group, style);
    const space = group === null || head.length === 0 ? [] : [''];
    group = scenario.group;
    return [...space, ...head, '', ...resultText(scenario, result, style)];
  };
}

/** Widths of the three columns; steps begin after an indentation of four. */
function columnsOf({ width }: Style): readonly [says: number, expected: number, actual: number] {
  const room = width - indent - 2 * gap;
  const outcome = Math.floor(room * 0.33);
  return [room - 2 * outcome, outcome, outcome];
}

const indent = 4;
const gap = 2;

function groupHeading(group: Group, style: Style): readonly string[] {
  const [says, expected] = columnsOf(style);
  const title = groupTitles[group].padEnd(indent + says + gap);
  const labels = `${'expected'.padEnd(expected + gap)}actual`;
  return [`${style.paint('strong', title)}${style.paint('faint', labels)}`];
}

function resultText(scenario: Scenario, result: ScenarioResult, style: Style): readonly string[] {
  const { mark, meaning } = markOf(result.outcome);
  const facts = `${scenario.id} · ${toReadableDuration(result.durationMs)}`;
  const filling = Math.max(2, style.width - 2 - scenario.name.length - facts.length);
  return [
    `${style.paint(meaning, mark)} ${style.paint('strong', scenario.name)}${' '.repeat(filling)}${style.paint('faint', facts)}`,
    ...wrap(scenario.shows, style.width - 2).map((line) => `  ${style.paint('faint', line)}`),
    ...result.steps.flatMap((step) => stepText(step, style)),
    ...(result.broken === null
      ? []
      : paragraph(`Not played to its end: ${result.broken}`, style, indent)),
  ];
}

function stepText(step: ScenarioStepResult, style: Style): readonly string[] {
  const widths = columnsOf(style);
  const isSame = step.differences.length === 0;
  const cells = [
    { text: step.says, meaning: null },
    { text: step.expected ?? '', meaning: 'faint' },
    { text: step.actual ?? '', meaning: isSame ? 'good' : 'fail' },
  ] as const;
  const lines = cells.map(({ text }, at) => wrap(text, widths[at] ?? 0));
  const height = Math.max(...lines.map(({ length }) => length));
  const rows = Array.from({ length: height }, (_, row) =>
    cells.map(({ meaning }, at) => {
      const text = (lines[at]?.[row] ?? '').padEnd((widths[at] ?? 0) + gap);
      return meaning === null || text.trim() === '' ? text : style.paint(meaning, text);
    }),
  );
  return [
    ...rows.map((row) => `${' '.repeat(indent)}${row.join('')}`),
    ...step.differences.map(({ field, expected, actual }) =>
      style.paint('fail', `${' '.repeat(indent)}✗ ${field}: ${actual}, not ${expected}`),
    ),
  ];
}

function markOf(outcome: ScenarioResult['outcome']): {
  readonly mark: string;
  readonly meaning: Meaning;
} {
  switch (outcome) {
    case 'as-expected':
      return { mark: '✓', meaning: 'good' };
    case 'different':
      return { mark: '✗', meaning: 'fail' };
    case 'broken':
      return { mark: '!', meaning: 'warn' };
    default:
      return assertNever(outcome);
  }
}

/** The last lines: `39 as expected, 0 different`. */
export function closingText(
  counts: ResultCounts,
  durationMs: DurationMs,
  style: Style,
): readonly string[] {
  const { asExpected, different, broken } = counts;
  const words = `${asExpected} as expected, ${different} different`;
  const rest = broken === 0 ? '' : `, ${broken} not played to the end`;
  const meaning = different + broken === 0 ? 'good' : 'fail';
  return [
    '',
    style.paint('faint', `Played in ${toReadableDuration(durationMs)}.`),
    style.paint(meaning, words + rest),
  ];
}

/** What `demo --list` prints. */
export function listText(scenarios: readonly Scenario[], style: Style): readonly string[] {
  const column = Math.max(...scenarios.map(({ id }) => id.length)) + 2;
  const groups = [...new Set(scenarios.map(({ group }) => group))];
  const lines = groups.flatMap((group) => [
    ...heading(groupTitles[group], style),
    ...scenarios
      .filter((scenario) => scenario.group === group)
      .flatMap(({ id, shows }) =>
        wrap(shows, style.width - column - 2).map(
          (line, at) => `  ${at === 0 ? id.padEnd(column) : ' '.repeat(column)}${line}`,
        ),
      ),
  ]);
  return lines.slice(1);
}
