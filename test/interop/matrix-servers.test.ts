import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matrixCases } from '#matrix/cases.ts';
import { exportPolicy } from '#settings-of-others/export-settings.ts';
import type { MatrixRun, TargetColumn } from '#shared/model/matrix-run.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { gridText } from '#shared/wording/matrix.ts';
import { relayLosingAlerts } from '../support/servers/alert-relay.ts';
import { serveApache } from '../support/servers/apache.ts';
import {
  type Foretelling,
  foretellColumn,
  surprisesIn,
} from '../support/servers/foretell/foretell-column.ts';
import type { ForeignServer } from '../support/servers/launch.ts';
import { type MatrixBench, openMatrixBench } from '../support/servers/matrix-bench.ts';
import { serveNginx } from '../support/servers/nginx.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

/** Seen by hand on nginx 1.22.1 and Apache 2.4.71: A admitted, D denied with HTTP status or alert. */
const seen: Readonly<Record<string, readonly [nginx: string, apache: string]>> = {
  good: ['A', 'A'],
  revoked: ['D 400', 'D alert 44'],
  unknown: ['D 400', 'D alert 40'],
  refused: ['D 400', 'D alert 40'],
  'never-answers': ['D closed', 'D alert 40'],
  'slow-bytes': ['D closed', 'hung'],
  'http-500': ['D 400', 'D alert 40'],
  'revoked-http-500': ['D 400', 'D alert 40'],
  'try-later': ['D 400', 'D alert 40'],
  'internal-error': ['D 400', 'D alert 40'],
  unauthorized: ['D 400', 'D alert 40'],
  garbage: ['D 400', 'D alert 40'],
  empty: ['D 400', 'D alert 40'],
  'truncated-body': ['D 400', 'D alert 40'],
  'http-404': ['D 400', 'D alert 40'],
  'black-hole': ['D closed', 'D alert 40'],
  'bad-signature': ['D 400', 'D alert 40'],
  'unissued-signer': ['D 400', 'D alert 40'],
  'stranger-signer': ['D 400', 'D alert 40'],
  'no-eku': ['D 400', 'D alert 40'],
  'expired-delegate': ['D 400', 'D alert 40'],
  stale: ['D 400', 'D alert 40'],
  future: ['D 400', 'D alert 40'],
  'wrong-cert-id': ['D 400', 'D alert 40'],
  'other-serial': ['D 400', 'D alert 40'],
  'ca-signed': ['A', 'D alert 40'],
  'wrong-nonce': ['A', 'A'],
  'nonce-ignored': ['A', 'A'],
  'trailing-bytes': ['A', 'A'],
  'wrong-content-type': ['D 400', 'A'],
  'good-and-revoked': ['A', 'A'],
  'critical-extension': ['A', 'A'],
  redirect: ['D 400', 'D alert 40'],
  'no-next-update': ['A', 'A'],
  'no-aia': ['D 400', 'D alert 40'],
  'second-uri': ['D 400', 'D alert 40'],
  // The snippets turn tickets, session caches and answer caches off; a kept connection is served on.
  resumption: ['D 400', 'D alert 44'],
  'kept-alive': ['A', 'A'],
  'server-cache': ['D 400', 'D alert 44'],
};

const policy: Policy = {
  ...defaultPolicy,
  totalTimeoutMs: 4_000,
  cache: { ...defaultPolicy.cache, use: 'off' },
};

const temp = suiteTempDir('matrix-servers');
let bench: MatrixBench;
const running: ForeignServer[] = [];
beforeAll(async () => {
  bench = await openMatrixBench(temp.path);
});
afterAll(async () => {
  // The responder first: a server that waits for its octets does not end before.
  await bench.close();
  await Promise.all(running.map((server) => server.stop()));
});

function snippetFor(product: 'nginx' | 'apache', clientCas = bench.clientCas): string {
  return exportPolicy(policy, product, { clientCas, responderCertificate: 'none.pem' }).text;
}

async function started(server: Promise<ForeignServer>): Promise<ForeignServer> {
  running.push(await server);
  return server;
}

const columnOf = (run: MatrixRun, index = 0): TargetColumn => {
  const column = run.targets[index];
  if (column === undefined) throw new Error('There is no such target.');
  return column;
};
const gridOf = ({ cells, extras }: TargetColumn) =>
  Object.fromEntries([...cells, ...extras].map((cell) => [cell.caseId, gridText(cell)]));
const rowOf = (column: TargetColumn, id: string) =>
  [...column.controls, ...column.cells, ...column.extras].find(({ caseId }) => caseId === id);

describe('nginx and Apache with the exported snippets', () => {
  let run: MatrixRun;
  let foretold: readonly (Foretelling | null)[];
  beforeAll(async () => {
    const nginx = await started(serveNginx(bench.files, { snippet: snippetFor('nginx') }));
    const apache = await started(serveApache(bench.files, { snippet: snippetFor('apache') }));
    // Beside the run, whose hanging cases take as long: the one does not look at the other.
    [run, ...foretold] = await Promise.all([
      bench.run([nginx, apache].map(bench.target), { patienceMs: 8_000 }),
      foretell('nginx', nginx),
      foretell('apache', apache),
    ]);
  });

  it.each([
    ['nginx', 0],
    ['Apache', 1],
  ] as const)('%s does what was seen by hand, in every row', (_name, index) => {
    const expected = Object.entries(seen).map(([id, row]) => [id, row[index]] as const);
    expect(gridOf(columnOf(run, index))).toEqual(Object.fromEntries(expected));
  });

  it('nginx fails closed, and Apache too, but for slow octets', () => {
    expect(run.targets.map(({ headline }) => headline.word)).toEqual(['as-expected', 'hangs']);
  });

  it('nginx asks by GET over HTTP/1.0, Apache by POST, both with SHA-1', () => {
    const asked = [0, 1].map((index) => rowOf(columnOf(run, index), 'good')?.questions[0]);
    expect(asked).toMatchObject([
      { method: 'GET', httpVersion: '1.0', hash: 'sha1', nonceOctets: null },
      { method: 'POST', hash: 'sha1', nonceOctets: null },
    ]);
  });

  const foretell = async (product: 'nginx' | 'apache', { configuration }: ForeignServer) => {
    const text = await readFile(configuration, 'utf8');
    return foretellColumn(bench, { product, text, trust: bench.clientCas });
  };

  // Its time limit counts for each read there: octets that trickle in go on for ever.
  it.each([
    ['nginx', 0, 'nginx ssl_ocsp 1.22.1', []],
    ['Apache', 1, 'Apache SSLOCSPEnable 2.4.71', ['slow-bytes']],
  ] as const)(
    'the imported text of %s gives a policy whose profile predicts its column',
    (_name, index, profile, differing) => {
      const foretelling = foretold[index] ?? null;
      if (foretelling === null) throw new Error('The configuration cannot be read.');
      expect(foretelling.by).toContain(profile);
      expect([...foretelling.cases.keys()]).toEqual(matrixCases.map(({ id }) => id));
      const surprises = surprisesIn(columnOf(run, index), foretelling);
      expect(surprises.map(({ caseId }) => caseId)).toEqual(differing);
    },
  );

  it('Apache that sends nonces, as it does by itself, is foretold to deny answers without it', async () => {
    const text = ['<VirtualHost *:443>', snippetFor('apache'), '</VirtualHost>'].join('\n');
    const ownWay = text.replace(/^SSLOCSPUseRequestNonce.*$/m, '');
    expect(ownWay).not.toBe(text);
    const configuration = { product: 'apache', text: ownWay, trust: bench.clientCas } as const;
    const rows = matrixCases.filter(({ id }) =>
      ['good', 'wrong-nonce', 'nonce-ignored'].includes(id),
    );
    const foretelling = await foretellColumn(bench, configuration, rows);
    const admitted = [...(foretelling?.cases ?? [])].map(([id, { admits }]) => [id, admits]);
    // Seen by hand: alert 40 for both.
    expect(Object.fromEntries(admitted)).toEqual({
      good: true,
      'wrong-nonce': false,
      'nonce-ignored': false,
    });
  });
});

describe('traps', () => {
  const few = matrixCases.filter(({ id }) => id === 'good' || id === 'revoked');
  const measure = async (server: Promise<ForeignServer>) => {
    const run = await bench.run([bench.target(await started(server))], { cases: few });
    return columnOf(run);
  };

  it('Apache with the root alone in its trust is void, not strict', async () => {
    const snippet = snippetFor('apache', bench.rootOnly);
    const column = await measure(serveApache(bench.files, { name: 'apache-root', snippet }));
    expect(column.state).toBe('void');
    expect(column.voidCauses[0]).toMatch(/issuing CA is missing from the target's trust file/);
    expect(column.cells.map(({ word }) => word)).toEqual(['void', 'void']);
  });

  it('Apache that resumes sessions lets a revoked client back in without a question', async () => {
    const snippet = snippetFor('apache').replaceAll(/^SSLSession.*$/gm, '');
    const column = await measure(serveApache(bench.files, { name: 'apache-resuming', snippet }));
    expect(rowOf(column, 'resumption')).toMatchObject({
      word: 'never-asks',
      outcome: { kind: 'admitted' },
      record: { resumed: true },
    });
    expect(column.headline.word).toBe('never-asks');
  });

  it('nginx that keeps answers lets a revoked client in on a new handshake', async () => {
    const snippet = snippetFor('nginx').replace('ssl_ocsp_cache off', 'ssl_ocsp_cache shared:o:1m');
    const column = await measure(serveNginx(bench.files, { name: 'nginx-caching', snippet }));
    expect(rowOf(column, 'server-cache')).toMatchObject({ outcome: { kind: 'admitted' } });
    expect(rowOf(column, 'server-cache')?.questions).toHaveLength(1);
  });

  it('nginx without ssl_ocsp admits the revoked client: a breach', async () => {
    const snippet = snippetFor('nginx').replace('ssl_ocsp leaf', 'ssl_ocsp off');
    const column = await measure(serveNginx(bench.files, { name: 'nginx-off', snippet }));
    expect(column.headline).toEqual({ word: 'breach', text: 'This gate admits revoked clients' });
    expect(rowOf(column, 'good')).toMatchObject({ word: 'never-asks', questions: [] });
  });

  it('a denial counts where its alert is lost on the way, and only a reset arrives', async () => {
    const apache = await started(
      serveApache(bench.files, { name: 'apache-late', snippet: snippetFor('apache') }),
    );
    const relay = await relayLosingAlerts(apache.port);
    // So late that the request is on its way when Apache says no.
    const late = few.map((each) => ({ ...each, behaviour: { latencyMs: 400 } }));
    try {
      const doors = [apache, { ...apache, name: 'relay', port: relay.port }];
      const run = await bench.run(doors.map(bench.target), { cases: late });
      // Apache's own alert is lost now and then as well, and is a denial all the same.
      expect(rowOf(columnOf(run, 0), 'revoked')).toMatchObject({
        word: 'as-expected',
        outcome: { kind: 'denied' },
      });
      expect(rowOf(columnOf(run, 1), 'revoked')).toMatchObject({
        word: 'as-expected',
        outcome: { kind: 'denied', how: 'connection reset, alert not seen' },
        record: { alert: null, closed: 'reset' },
      });
      expect(rowOf(columnOf(run, 1), 'good')).toMatchObject({ outcome: { kind: 'admitted' } });
    } finally {
      await relay.close();
    }
  });

  it('a server that asks nobody for a certificate is void', async () => {
    const snippet = 'ssl_verify_client off;';
    const column = await measure(serveNginx(bench.files, { name: 'nginx-open', snippet }));
    expect(column.voidCauses).toEqual([expect.stringMatching(/without a certificate is let in/)]);
  });
});
