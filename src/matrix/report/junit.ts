import {
  type CellResult,
  judgedCells,
  type MatrixRun,
  type TargetColumn,
} from '#shared/model/matrix-run.ts';
import { outcomeText, verdictText } from '#shared/wording/matrix.ts';

/** The run as JUnit XML: a suite for each target, a test case for each cell. */
export function toJunit(run: MatrixRun): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="revoscope matrix" time="${seconds(run.durationMs)}">`,
    ...run.targets.flatMap(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(column: TargetColumn): readonly string[] {
  const cells = judgedCells(column);
  const count = (kind: Kind) => cells.filter((cell) => kindOf(cell) === kind).length;
  return [
    `  <testsuite name="${escapeXml(column.name)}" tests="${cells.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}">`,
    `    <properties><property name="headline" value="${escapeXml(column.headline.text)}"/></properties>`,
    ...cells.flatMap((cell) => testCase(column, cell)),
    '  </testsuite>',
  ];
}

type Kind = 'passed' | 'failure' | 'error' | 'skipped';

function kindOf({ word }: CellResult): Kind {
  if (word === 'void' || word === 'unclear') return 'error';
  if (word === 'observed') return 'skipped';
  return word === 'as-expected' ? 'passed' : 'failure';
}

function testCase(column: TargetColumn, cell: CellResult): readonly string[] {
  const time = seconds(cell.record?.times.total ?? 0);
  const head = `    <testcase classname="${escapeXml(column.name)}" name="${escapeXml(cell.title)}" time="${time}"`;
  const kind = kindOf(cell);
  const text = escapeXml(`${verdictText(cell.word)}: ${outcomeText(cell)}`);
  if (kind === 'passed') return [`${head}/>`];
  return [`${head}>`, `      <${kind} message="${text}"/>`, '    </testcase>'];
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}

/** Text for XML and HTML, in elements and attributes; characters that XML does not have are left out. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
