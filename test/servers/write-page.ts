import { judgedCells, type MatrixRun } from '#shared/model/matrix-run.ts';
import { outcomeText, verdictText } from '#shared/wording/matrix.ts';
import type { ExpectationName } from '../../src/matrix/expect.ts';
import { gridLines } from '../../src/matrix/report/markdown.ts';
import { type Foretelling, surprisesIn } from '../support/servers/foretell/foretell-column.ts';

/** One server as it was measured. */
export interface Measured {
  readonly name: string;
  readonly version: string;
  readonly expect: ExpectationName;
  readonly run: MatrixRun;
  /** What its configuration foretells; null where that cannot be read. */
  readonly foretold: Foretelling | null;
}

/** The page that `npm run servers` writes. */
export function writePage(measured: readonly Measured[], patienceMs: number): string {
  const [first] = measured;
  if (first === undefined) throw new Error('nothing was measured');
  const targets = measured.flatMap(({ name, run }) =>
    run.targets.map((column) => ({ ...column, name })),
  );
  return [
    '# What other servers do with client certificates',
    '',
    '<!-- written by `npm run servers`: do not edit -->',
    '',
    `Measured with the matrix (\`revoscope matrix\`) on loopback, each server from its Debian package with the snippet that \`revoscope policy export\` writes, a time limit of 4 s, and a patience of ${patienceMs / 1_000} s for each visit.`,
    '',
    '| server | version | expected | in a sentence |',
    '| --- | --- | --- | --- |',
    ...measured.map(({ name, version, expect, run }) => {
      const headline = run.targets[0]?.headline.text ?? '';
      return `| ${name} | ${version} | ${expect} | ${headline} |`;
    }),
    '',
    'A: admitted. D: denied, with the HTTP status or the number of the TLS alert (40 handshake_failure, 44 certificate_revoked, 46 certificate_unknown). Where a server does otherwise than expected, the word stands beside it.',
    '',
    ...gridLines({ ...first.run, targets }),
    '',
    '## How each asks, and what is not as expected',
    '',
    ...measured.flatMap(({ name, run }) => [
      `### ${name}`,
      '',
      ...run.targets.flatMap((column) =>
        judgedCells(column)
          .filter(({ caseId, word }) => {
            const isNotable = word !== 'as-expected' && word !== 'observed';
            return isNotable || ['good', 'resumption', 'server-cache'].includes(caseId);
          })
          .map((cell) => `- ${cell.title}: ${verdictText(cell.word)}: ${outcomeText(cell)}`),
      ),
      '',
    ]),
    '## Foretold from the configuration',
    '',
    'Each running configuration is read as `revoscope policy import` does. Our engine asks the responder about a certificate of each case as the policy says that it means, and the program’s profile (*Judged by other programs*), set as the configuration has it, judges what came: nobody visits the server for that. What no profile knows of (how long a server waits while octets trickle in, redirects that it follows) shows below; what it keeps (sessions, connections, answers) is not foretold.',
    '',
    ...measured.map(surpriseLine),
    '',
    '## On another host',
    '',
    'Tried by hand with nginx in a network namespace of its own (`ip netns`, a veth pair, no loopback in common): `revoscope matrix https://10.200.1.2:8443/ --listen 10.200.1.1:22000 --expose`. nginx asked the responder over the veth, and the column was that of loopback.',
    '',
    'HAProxy has no client OCSP; nor have lighttpd, Envoy, Traefik and Caddy by themselves. Not measured here: Tomcat with OpenSSL, Keycloak, appliances and clouds.',
    '',
  ].join('\n');
}

function surpriseLine({ name, run, foretold }: Measured): string {
  if (foretold === null) return `- ${name}: its configuration cannot be read.`;
  const surprises = run.targets.flatMap((column) => surprisesIn(column, foretold));
  const how =
    surprises.length === 0 ? 'as foretold' : surprises.map(({ words }) => words).join('; ');
  return `- ${name} (by ${foretold.by}): ${how}.`;
}
