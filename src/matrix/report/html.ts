import {
  type CellResult,
  judgedCells,
  type MatrixRun,
  type TargetColumn,
} from '#shared/model/matrix-run.ts';
import { gridText, outcomeText, verdictText } from '#shared/wording/matrix.ts';
import { escapeXml } from './junit.ts';
import { rowIds } from './markdown.ts';

/** The run as one HTML file: no scripts, nothing fetched, readable in print and without colours. */
export function toHtml(run: MatrixRun): string {
  const at = new Date(run.startedAt).toISOString();
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Matrix of ${at}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<h1>What these servers do with client certificates</h1>',
    `<p>Measured ${at} in ${(run.durationMs / 1_000).toFixed(1)} s. Expected: <strong>${escapeXml(run.expectation.name)}</strong>. Patience: ${run.patienceMs / 1_000} s.</p>`,
    ...run.targets.flatMap(summary),
    ...grid(run),
    ...run.targets.flatMap(details),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const style = `
:root{color-scheme:light dark;--line:#8884;--bad:#b3261e;--warn:#9a5b00;--fine:#1b6e3c}
@media(prefers-color-scheme:dark){:root{--bad:#ff8a80;--warn:#ffc266;--fine:#7ddba0}}
body{font:15px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
thead th{border-bottom-width:2px}
.wide{overflow-x:auto}
.breach,.opens,.never-asks{color:var(--bad);font-weight:600}
.hangs,.shuts-out,.unclear,.void{color:var(--warn);font-weight:600}
.as-expected{color:var(--fine)}
.headline{font-size:1.15rem}
@media print{body{max-width:none;margin:0;color:#000}tr{break-inside:avoid}h2{break-after:avoid}}
`.trim();

function summary({ name, url, headline, voidCauses, notes, serverHeader }: TargetColumn) {
  const product = serverHeader === null ? '' : `, which calls itself ${escapeXml(serverHeader)}`;
  const remarks = [...voidCauses, ...notes];
  return [
    `<h2>${escapeXml(name)}</h2>`,
    `<p class="headline ${headline.word}">${escapeXml(headline.text)}.</p>`,
    `<p>${escapeXml(url)}${product}</p>`,
    ...(remarks.length === 0
      ? []
      : ['<ul>', ...remarks.map((text) => `<li>${escapeXml(text)}</li>`), '</ul>']),
  ];
}

function grid(run: MatrixRun): readonly string[] {
  return [
    '<h2>Grid</h2>',
    '<p>A: admitted. D: denied, with the HTTP status or the number of the TLS alert.</p>',
    '<div class="wide"><table>',
    `<thead><tr><th scope="col">case</th>${run.targets.map(({ name }) => `<th scope="col">${escapeXml(name)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rowIds(run).map(({ id, title }) => {
      const cells = run.targets.map((column) =>
        gridCell(judgedCells(column).find(({ caseId }) => caseId === id)),
      );
      return `<tr><th scope="row">${escapeXml(title)}</th>${cells.join('')}</tr>`;
    }),
    '</tbody></table></div>',
  ];
}

function gridCell(result: CellResult | undefined): string {
  if (result === undefined) return '<td></td>';
  const words = result.word === 'as-expected' || result.word === 'observed';
  const text = words ? '' : ` – ${verdictText(result.word)}`;
  return `<td class="${result.word}">${escapeXml(gridText(result) + text)}</td>`;
}

function details(column: TargetColumn): readonly string[] {
  return [
    `<h2>${escapeXml(column.name)}: each cell</h2>`,
    '<table>',
    '<thead><tr><th scope="col">case</th><th scope="col">judgement</th><th scope="col">what was seen</th></tr></thead>',
    '<tbody>',
    ...judgedCells(column).map(
      (result) =>
        `<tr><th scope="row">${escapeXml(result.title)}</th><td class="${result.word}">${verdictText(result.word)}</td><td>${escapeXml(outcomeText(result))}</td></tr>`,
    ),
    '</tbody></table>',
  ];
}
