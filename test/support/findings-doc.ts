import type { FindingSeverity } from '#shared/model/finding.ts';

/** What the page says of a rule. */
interface DocumentedRule {
  readonly id: string;
  readonly severity: FindingSeverity;
  readonly citation: string | null;
  readonly about: string;
  readonly remedy: string;
}

/** The text of docs/findings.md: every rule of every kind of object. */
export function findingsDoc(
  groups: readonly (readonly [title: string, folder: string, rules: readonly DocumentedRule[]])[],
): string {
  return [
    '# Findings',
    '',
    'What `inspect` and the window find in an object, by the rule that finds it. `error`: checkers refuse the object, or it cannot serve as it is. `warning`: it works, and not as whoever made it probably believes. `note`: worth knowing. Generated from the registry; to write it anew after a change:',
    '',
    '```sh',
    'UPDATE_DOCS=1 npx vitest run --project unit test/unit/inspect/findings/findings-doc.test.ts',
    '```',
    ...groups.flatMap(([title, folder, rules]) => [
      '',
      `## ${title}`,
      '',
      '| finding | severity | what it is | what to do | source |',
      '| --- | --- | --- | --- | --- |',
      ...rules.map(({ id, severity, citation, about, remedy }) => {
        const link = `[\`${id}\`](../src/inspect/findings/${folder}/${id}.ts)`;
        return `| ${link} | ${severity} | ${about} | ${remedy} | ${citation ?? ''} |`;
      }),
    ]),
    '',
  ].join('\n');
}
