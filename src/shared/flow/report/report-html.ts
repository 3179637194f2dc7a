import type { StatusTone } from '../tone.ts';
import type { FlowReport, ReportCheck, ReportLine } from './flow-report.ts';
import { formatHexLines } from './hex-lines.ts';

/** Colours on white, each at 4.5:1 or more: a report is printed as well. */
const colours: Readonly<Record<string, string>> = {
  good: '#16794a',
  revoked: '#c02a35',
  unknown: '#8f620a',
  indeterminate: '#7a3fb0',
};

const style = `
:root { color-scheme: light; }
body { max-width: 960px; margin: 32px auto; padding: 0 24px; background: #fff; color: #17202c; font: 14px/1.5 system-ui, sans-serif; }
h1 { font-size: 22px; margin: 0 0 4px; }
h2 { font-size: 16px; margin: 28px 0 8px; border-bottom: 1px solid #d9dfe7; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid #e7ebf0; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { width: 190px; color: #4b5969; font-weight: 500; }
thead th { width: auto; font-size: 12px; }
pre { padding: 12px; background: #f4f6f9; font: 11.5px/1.5 ui-monospace, monospace; overflow-x: auto; }
svg { max-width: 100%; height: auto; }
summary { cursor: pointer; padding: 4px 0; font-weight: 500; }
footer { margin-top: 32px; color: #5f6d7d; font-size: 12px; }
@media print { pre { white-space: pre-wrap; } details { display: block; } }
`;

/** Writes a report as one HTML file without scripts or anything from elsewhere; `svg` is the sequence. */
export function reportToHtml(report: FlowReport, svg: string | null): string {
  const { verdict, facts, steps, checks, policy, messages } = report;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    // Whatever a certificate put into its names: nothing in this file can load or run.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(report.title)}</title>`,
    `<style>${style}</style>`,
    `<h1 style="color: ${toneColour(verdict.tone)}">${escapeHtml(report.title)}</h1>`,
    `<p>${escapeHtml(verdict.sentence)}</p>`,
    table(facts),
    '<h2>Sequence</h2>',
    svg ?? '',
    '<details><summary>Step by step</summary>',
    table(
      steps.map(({ time, label, detail }) => ({
        label: time,
        value: detail === null ? label : `${label} (${detail})`,
      })),
    ),
    '</details>',
    '<h2>Checks</h2>',
    checks.length === 0 ? '<p>None ran.</p>' : checkTable(checks),
    '<h2>Policy</h2>',
    table(policy),
    '<h2>Messages</h2>',
    ...messages.map(
      ({ title, octets }) =>
        `<details><summary>${escapeHtml(title)}, ${octets.length} octets</summary><pre>${escapeHtml(formatHexLines(octets).join('\n'))}</pre></details>`,
    ),
    '<footer>Written by Revoscope. Private keys are never part of a report.</footer>',
    '</html>',
    '',
  ].join('\n');
}

function toneColour(tone: StatusTone): string {
  return colours[tone] ?? '#17202c';
}

function table(lines: readonly ReportLine[]): string {
  const rows = lines.map(
    ({ label, value }) =>
      `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

function checkTable(checks: readonly ReportCheck[]): string {
  const head = ['check', 'outcome', 'what was found', 'source'];
  const rows = checks.map((check) => {
    const cells = [check.title, check.outcome.replaceAll('-', ' ')].map(cell);
    return `<tr>${cells.join('')}<td>${escapeHtml(check.message)}${evidence(check)}</td>${cell(check.citation)}</tr>`;
  });
  const titles = head.map((title) => `<th scope="col">${title}</th>`).join('');
  return `<table><thead><tr>${titles}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function cell(text: string): string {
  return `<td>${escapeHtml(text)}</td>`;
}

function evidence({ evidence: lines }: ReportCheck): string {
  return lines.length === 0 ? '' : `<details><summary>evidence</summary>${table(lines)}</details>`;
}

/** Makes foreign text harmless and visible: markup is escaped, and characters that hide or reorder are written out. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(
      /[^\P{Cc}\n]|\p{Cf}|[\u2028\u2029]/gu,
      (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`,
    );
}
