import { type CellResult, judgedCells, type MatrixRun } from '#shared/model/matrix-run.ts';
import { gridText, verdictText } from '#shared/wording/matrix.ts';

/** The run as Markdown: the headline of each target, and the grid of cases by targets. */
export function toMarkdown(run: MatrixRun): string {
  const { targets, expectation } = run;
  return [
    `# Matrix of ${new Date(run.startedAt).toISOString()}`,
    '',
    `Expected: ${expectation.name}. Patience: ${run.patienceMs / 1_000} s. A: admitted, D: denied.`,
    '',
    ...targets.map(({ name, headline }) => `- **${cell(name)}**: ${headline.text}.`),
    ...targets.flatMap(({ name, voidCauses, notes }) =>
      [...voidCauses, ...notes].map((text) => `- ${cell(name)}: ${cell(text)}`),
    ),
    '',
    ...gridLines(run),
    '',
  ].join('\n');
}

/** The table of cases by targets. */
export function gridLines(run: MatrixRun): readonly string[] {
  const { targets } = run;
  return [
    `| case | ${targets.map(({ name }) => cell(name)).join(' | ')} |`,
    `| --- |${targets.map(() => ' --- |').join('')}`,
    ...rowIds(run).map(({ id, title }) => {
      const cells = targets.map((column) =>
        markdownCell(judgedCells(column).find(({ caseId }) => caseId === id)),
      );
      return `| ${cell(title)} | ${cells.join(' | ')} |`;
    }),
  ];
}

/** The rows of a run in their order, over all its targets. */
export function rowIds(run: MatrixRun): readonly { readonly id: string; readonly title: string }[] {
  const rows = new Map<string, string>();
  for (const column of run.targets) {
    for (const { caseId, title } of judgedCells(column)) rows.set(caseId, title);
  }
  return [...rows].map(([id, title]) => ({ id, title }));
}

function markdownCell(result: CellResult | undefined): string {
  if (result === undefined) return '';
  const text = gridText(result);
  const isNotable = result.word !== 'as-expected' && result.word !== 'observed';
  if (!isNotable || result.word === 'void') return text;
  return `**${text}** (${verdictText(result.word)})`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/[\r\n]+/g, ' ');
}
