import type { ProductId } from '#shared/model/settings-of-others.ts';
import type { ExpectationName } from '../../src/matrix/expect.ts';
import { exportPolicy } from '../../src/settings-of-others/export-settings.ts';
import { defaultPolicy, type Policy } from '../../src/shared/model/policy.ts';
import { run } from '../support/process.ts';
import { serveApache } from '../support/servers/apache.ts';
import { serveHaproxy } from '../support/servers/haproxy.ts';
import type { ForeignServer } from '../support/servers/launch.ts';
import type { MatrixBench } from '../support/servers/matrix-bench.ts';
import { serveNginx } from '../support/servers/nginx.ts';
import { serveStunnel } from '../support/servers/stunnel.ts';
import { serveTomcat } from '../support/servers/tomcat.ts';

/** A server that is tried, with the exported snippet of its product. */
export interface ServerEntry {
  readonly name: string;
  readonly product: ProductId;
  readonly expect: ExpectationName;
  readonly version: () => Promise<string>;
  /** The file of the trust anchors of its clients. */
  readonly trust: (bench: MatrixBench) => string;
  readonly start: (bench: MatrixBench) => Promise<ForeignServer>;
}

const closed: Policy = {
  ...defaultPolicy,
  totalTimeoutMs: 4_000,
  cache: { ...defaultPolicy.cache, use: 'off' },
};

const soft: Policy = {
  ...closed,
  fallbackByCause: { unknown: 'allow', 'no-answer': 'allow', 'answer-not-valid': 'block' },
};

function snippet(product: ProductId, { clientCas }: MatrixBench, policy = closed): string {
  return exportPolicy(policy, product, { clientCas, responderCertificate: 'none.pem' }).text;
}

/** What a program says of its version. */
async function ask(command: string, args: readonly string[], pattern: RegExp): Promise<string> {
  const { stdout, stderr } = await run(command, args);
  return pattern.exec(`${Buffer.from(stdout).toString('utf8')}\n${stderr}`)?.[1] ?? 'unknown';
}

const bootstrap = '/usr/share/tomcat10/bin/bootstrap.jar:/usr/share/tomcat10/bin/tomcat-juli.jar';
const tomcatVersion = async () => {
  const words = ['-cp', `${bootstrap}:/usr/share/tomcat10/lib/catalina.jar`];
  const tomcat = await ask(
    'java',
    [...words, 'org.apache.catalina.util.ServerInfo'],
    /Server number:\s*(\S+)/,
  );
  return `${tomcat}, Java ${await ask('java', ['-version'], /version "([^"]+)"/)}`;
};

export const servers: readonly ServerEntry[] = [
  {
    name: 'nginx',
    product: 'nginx',
    expect: 'closed',
    version: () => ask('nginx', ['-v'], /nginx\/(\S+)/),
    trust: ({ clientCas }) => clientCas,
    start: (bench) => serveNginx(bench.files, { snippet: snippet('nginx', bench) }),
  },
  {
    name: 'Apache',
    product: 'apache',
    expect: 'closed',
    version: () => ask('apache2', ['-v'], /Apache\/(\S+)/),
    trust: ({ clientCas }) => clientCas,
    start: (bench) => serveApache(bench.files, { snippet: snippet('apache', bench) }),
  },
  {
    name: 'stunnel',
    product: 'stunnel',
    expect: 'closed',
    version: () => ask('stunnel4', ['-version'], /stunnel (\d\S*)/),
    trust: ({ clientCas }) => clientCas,
    start: (bench) => serveStunnel(bench.files, { snippet: snippet('stunnel', bench) }),
  },
  {
    name: 'Tomcat, ocspSoftFail="false"',
    product: 'tomcat',
    expect: 'closed',
    version: tomcatVersion,
    trust: ({ issuingOnly }) => issuingOnly,
    start: (bench) =>
      serveTomcat(bench.files, {
        name: 'tomcat-hard',
        snippet: snippet('tomcat', bench),
        anchor: bench.issuingOnly,
      }),
  },
  {
    name: 'Tomcat, ocspSoftFail="true" (its default)',
    product: 'tomcat',
    expect: 'soft',
    version: tomcatVersion,
    trust: ({ issuingOnly }) => issuingOnly,
    start: (bench) =>
      serveTomcat(bench.files, {
        name: 'tomcat-soft',
        snippet: snippet('tomcat', bench, soft),
        anchor: bench.issuingOnly,
      }),
  },
  {
    name: 'HAProxy',
    product: 'haproxy',
    expect: 'off',
    version: () => ask('haproxy', ['-v'], /version (\S+)/),
    trust: ({ clientCas }) => clientCas,
    start: (bench) => serveHaproxy(bench.files, { snippet: snippet('haproxy', bench) }),
  },
];
