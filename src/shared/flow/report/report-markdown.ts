import type { FlowReport, ReportLine } from './flow-report.ts';
import { formatHexLines } from './hex-lines.ts';

/** Writes a report as Markdown, for a ticket; `mermaid` is the sequence where there is one. */
export function reportToMarkdown(report: FlowReport, mermaid: string | null): string {
  const { verdict, facts, steps, checks, policy, messages } = report;
  return [
    `# ${plain(report.title)}`,
    '',
    plain(verdict.sentence),
    '',
    ...table(facts),
    '## Sequence',
    '',
    ...(mermaid === null ? [] : ['```mermaid', mermaid.trimEnd(), '```', '']),
    ...steps.map(
      ({ time, label, detail }) =>
        `- ${time}: ${plain(label)}${detail === null ? '' : ` (${plain(detail)})`}`,
    ),
    '',
    '## Checks',
    '',
    ...(checks.length === 0 ? ['None ran.', ''] : checkTable(report)),
    '## Policy',
    '',
    ...table(policy),
    '## Messages',
    '',
    ...messages.flatMap(({ title, octets }) => [
      `### ${plain(title)}, ${octets.length} octets`,
      '',
      '```',
      ...formatHexLines(octets),
      '```',
      '',
    ]),
  ].join('\n');
}

function table(lines: readonly ReportLine[]): readonly string[] {
  return ['| | |', '| --- | --- |', ...lines.map(({ label, value }) => row([label, value])), ''];
}

function checkTable({ checks }: FlowReport): readonly string[] {
  return [
    '| check | outcome | what was found | source |',
    '| --- | --- | --- | --- |',
    ...checks.map(({ title, outcome, message, citation }) =>
      row([title, outcome.replaceAll('-', ' '), message, citation]),
    ),
    '',
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(plain).join(' | ')} |`;
}

/** Text from certificates and responders is foreign: nothing in it may become markup. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~!&]/g, '\\$&')
    .replace(
      /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
      (sign) => `\\\\u{${sign.codePointAt(0)?.toString(16)}}`,
    );
}
