import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Check } from '#engine/judge/checks/check.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The text of docs/rfc-coverage.md: the registry of checks, and what the comments of readers and rules say. */
export function rfcCoverage(checks: readonly Check[]): string {
  const comments = commentsOf([
    'src/pki/der',
    'src/pki/ocsp',
    'src/pki/x509',
    'src/engine/judge/chain',
    'src/engine/judge/checks',
  ]);
  return [
    '# RFC coverage',
    '',
    'Generated from the registry of checks and the comments of the readers. To write it anew after a change:',
    '',
    '```sh',
    'UPDATE_DOCS=1 npx vitest run --project unit test/unit/engine/judge/checks/rfc-coverage.test.ts',
    '```',
    '',
    '## Checks of a response',
    '',
    'All run on every response, in this order. If one fails the status is `indeterminate`, and the first that fails gives the reason.',
    '',
    ...table(
      ['check', 'rule', 'source', 'codes of its failures'],
      checks.map(({ id, rule, citation, failureCodes }) => [
        `[\`${id}\`](../src/engine/judge/checks/${id}.ts)`,
        rule,
        citation,
        failureCodes.map((code) => `\`${code}\``).join(', ') || 'none: warns at most',
      ]),
    ),
    '',
    '## Structures that are read octet by octet',
    '',
    'Strict DER, each with its ASN.1 above its reader.',
    '',
    ...table(['structure', 'source', 'file'], productionRows(comments)),
    '',
    '## Deliberate differences',
    '',
    ...deviations(comments),
    '',
  ].join('\n');
}

interface Comment {
  readonly file: string;
  /** Lines without the asterisks. */
  readonly lines: readonly string[];
}

function commentsOf(folders: readonly string[]): readonly Comment[] {
  return folders.flatMap((folder) =>
    readdirSync(`${root}${folder}`)
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .flatMap((name) => commentsIn(`${folder}/${name}`)),
  );
}

function commentsIn(file: string): readonly Comment[] {
  const source = readFileSync(`${root}${file}`, 'utf8');
  const blocks = source.match(/\/\*\*[\s\S]*?\*\/|(?:^ *\/\/.*\n)+/gm) ?? [];
  return blocks.map((block) => ({
    file,
    lines: block
      .replace(/^\/\*\*|\*\/$/g, '')
      .split('\n')
      .map((line) => line.replace(/^ *(\*|\/\/) ?/, '').trimEnd()),
  }));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** A production is quoted as `Name ::=` at the beginning of a line of a comment. */
function productionRows(comments: readonly Comment[]): readonly (readonly string[])[] {
  return comments.flatMap(({ file, lines }) => {
    const names = lines.flatMap((line) => /^`? *`?([A-Z][\w-]*) ::= /.exec(line)?.[1] ?? []);
    const link = `[${file.replace('src/', '')}](../${file})`;
    return names.map((name) => [`\`${name}\``, clauseFor({ file, lines }, comments), link]);
  });
}

/** Its own clause, else that of the comment before it, else the first of its file. */
function clauseFor(comment: Comment, comments: readonly Comment[]): string {
  const inFile = comments.filter(({ file }) => file === comment.file);
  const at = inFile.findIndex(({ lines }) => lines === comment.lines);
  const nearest = [...inFile.slice(0, at + 1).toReversed(), ...inFile.slice(at + 1)];
  for (const { lines } of nearest) {
    const clause = /RFC \d{4} §[A-Z\d]+(\.\d+)*/.exec(lines.join(' '))?.[0];
    if (clause !== undefined) return clause;
  }
  return '';
}

function deviations(comments: readonly Comment[]): readonly string[] {
  return comments.flatMap(({ file, lines }) => {
    const text = /Deviation: (.*)$/.exec(lines.join(' ').replace(/\s+/g, ' ').trim())?.[1];
    return text === undefined
      ? []
      : [`- ${text.trim()} ([${file.replace('src/', '')}](../${file}))`];
  });
}
