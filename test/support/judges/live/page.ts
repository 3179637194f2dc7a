import { findProfile } from '#engine/judge/profiles/registry.ts';
import { type Comparison, disagreements } from './compare.ts';
import type { LiveJudge } from './live-judge.ts';

/** A program as it was measured; `version` is null where it is not installed. */
export interface MeasuredJudge {
  readonly judge: LiveJudge;
  readonly version: string | null;
  /** The named cases first, in their order. */
  readonly comparisons: readonly Comparison[];
}

/** What the page is made of. */
export interface PageContents {
  readonly names: readonly string[];
  readonly measured: readonly MeasuredJudge[];
  readonly at: number;
  readonly count: number;
  readonly seed: number;
}

/** docs/judges.md: who was asked, how far profile and program agree, and what each program said. */
export function judgesPage(contents: PageContents): string {
  const { measured, at, count, seed } = contents;
  const date = new Date(at).toISOString().slice(0, 10);
  const ran = measured.filter(({ version }) => version !== null);
  const lines = [
    '# What other programs say of a response',
    '',
    '`npm run judges` wrote this page: it made new responses, put each to the programs that are installed here and to their profiles (`src/engine/judge/profiles`), and wrote down what the programs said. `npm run judges -- --count 1000 --seed 7` makes others.',
    '',
    `Measured on ${date} on Debian: ${contents.names.length} responses by name and ${count} by chance (seed ${seed}), each with new keys.`,
    '',
    '| program | profile | version | asked | as its profile says |',
    '| --- | --- | --- | --- | --- |',
    ...measured.filter(isShown).map(summaryLine),
    '',
    'Not run here, but held against what was recorded of them (`test/fixtures/judges`): `openssl-3.0.22`, `boringssl`, `pkijs-3.4`. Read in source and never run: `tomcat-soft`, `tomcat-hard`, `stunnel-5.75`, `keycloak`, `mozilla-pkix`.',
    '',
    '## The matrix',
    '',
    '**G** accepted as good, **R** revoked, **U** unknown, **X** refused, **Gw** and **Rw** the same with a warning about the times and exit code 0, **S** accepted as stale, **F** accepted as the check failed, **T** trusted: good, or passed over. NSS has one word for every refusal. `openssl ocsp`, Go, Java, Bouncy Castle and PKI.js are given the response in a file; nginx, Apache, strongSwan and NSS fetch it; curl and GnuTLS get it stapled.',
    '',
    `| response | ${ran.map(({ judge }) => shortName(judge.id)).join(' | ')} |`,
    `| --- |${ran.map(() => ' --- |').join('')}`,
    ...contents.names.map((name, i) => matrixLine(name, i, ran)),
    '',
  ];
  return lines.join('\n');
}

/** Of the two profiles of `openssl` one is meant by what is installed. */
function isShown({ judge, version }: MeasuredJudge): boolean {
  return version !== null || !judge.id.startsWith('openssl-');
}

function summaryLine({ judge, version, comparisons }: MeasuredJudge): string {
  const name = findProfile(judge.id)?.name ?? judge.id;
  const packages = judge.packages.map((one) => `\`${one}\``).join(' ');
  const shown = version ?? `not installed (${packages})`;
  const differ = disagreements(comparisons).length;
  const agree = version === null ? '–' : `${comparisons.length - differ} of ${comparisons.length}`;
  return `| ${name} | \`${judge.id}\` | ${shown} | ${comparisons.length} | ${agree} |`;
}

function matrixLine(name: string, index: number, ran: readonly MeasuredJudge[]): string {
  const codes = ran.map(({ comparisons }) => comparisons[index]?.live.code ?? '–');
  return `| ${name} | ${codes.join(' | ')} |`;
}

function shortName(id: string): string {
  return id.replace(/-\d.*$/, '').replace('-x-crypto', '');
}
