import {
  type CellChange,
  type CellResult,
  judgedCells,
  type MatrixRun,
  type TargetColumn,
} from '#shared/model/matrix-run.ts';
import { outcomeText, verdictText } from '#shared/wording/matrix.ts';
import { heading, paragraph, rows } from '../text/layout.ts';
import type { Meaning, Style } from '../text/style.ts';

/** A run for a person: the headline of each target, then its cells. */
export function matrixText(run: MatrixRun, style: Style): readonly string[] {
  return run.targets.flatMap((column) => columnText(column, run, style));
}

function columnText(column: TargetColumn, run: MatrixRun, style: Style): readonly string[] {
  const { headline, name, voidCauses, notes, serverHeader } = column;
  const product = serverHeader === null ? '' : `, ${serverHeader}`;
  return [
    ...heading(`${name}${product}`, style),
    `  ${style.paint(meaningOf(headline.word), `${headline.text}.`)} Expected: ${run.expectation.name}.`,
    ...[...voidCauses, ...notes].flatMap((text) => paragraph(text, style)),
    '',
    ...rows(
      judgedCells(column)
        .filter(({ word, outcome }) => word !== 'void' || outcome !== null)
        .map((cell) => ({ label: cell.title, lines: [cellText(cell)] })),
      style,
    ),
  ];
}

function cellText(cell: CellResult): string {
  return `${verdictText(cell.word)}: ${outcomeText(cell)}`;
}

function meaningOf(word: TargetColumn['headline']['word']): Meaning {
  switch (word) {
    case 'breach':
    case 'opens':
    case 'never-asks':
      return 'fail';
    case 'as-expected':
    case 'observed':
      return 'good';
    default:
      return 'warn';
  }
}

/** What differs between two runs, for a person. */
export function changesText(changes: readonly CellChange[], style: Style): readonly string[] {
  if (changes.length === 0) return ['Nothing differs.'];
  return changes.flatMap(({ target, title, before, after }) => [
    `${style.paint('strong', `${target}: ${title}`)}`,
    ...paragraph(`${before}  →  ${after}`, style),
  ]);
}
