import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { typescriptLoader } from '../../scripts/setup/electron-node.mjs';
import type { VisitorFiles } from '../support/load/visit.ts';
import { startNginx } from '../support/nginx.ts';
import { createPki, type Issued, type Pki } from '../support/openssl-pki.ts';
import { startOpensslResponder } from '../support/openssl-responder.ts';
import { atMost, type Measurement, median, told } from './measure.ts';
import type { MtlsOrder, MtlsSays } from './mtls-process.ts';
import type { VisitOrder, VisitReport } from './visitor-process.ts';
import { workerCpuMicros } from './worker-cpu.ts';

const kinds = [
  ['P-256', 'p256'],
  ['RSA-2048', 'rsa2048'],
] as const;

/** Authentications before anything counts: the runtime compiles what it runs often. */
const warmUp = 500;
/** Rounds in which the servers take turns, and authentications in each. */
const rounds = 4;
const perRound = 200;
const parallel = 8;

/** A server under measurement. */
interface Contender {
  readonly port: number;
  /** CPU time of the server so far. */
  readonly cpuMicros: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/**
 * Authentications by a cached answer, each on a new TLS 1.3 connection without resumption, beside nginx with
 * `ssl_ocsp leaf`, a shared OCSP cache and one worker. Both send two session tickets, as they do out of the
 * box; nobody takes them up. The client is a process of its own, and the same for all. Flows are handed over by
 * the server as always, and either forgotten or kept as the application does, in SQLite on disk; nginx keeps no
 * log. A bare node:https server shows how much of it all is the runtime's TLS and HTTP.
 */
export async function measureMtlsBesideNginx(): Promise<readonly Measurement[]> {
  const dir = await mkdtemp(join(tmpdir(), 'revoscope-bench-'));
  try {
    const rows: Measurement[] = [];
    for (const [label, key] of kinds) rows.push(...(await measureKind(label, dir, key)));
    return rows;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function measureKind(
  label: string,
  dir: string,
  key: 'p256' | 'rsa2048',
): Promise<readonly Measurement[]> {
  const pki = await createPki({ dir, name: label, key });
  const server = await pki.issueServer({ name: 'localhost', key });
  const client = await pki.issueClient({ name: 'client', key });
  const responder = await startOpensslResponder({ authority: pki.issuer, nextUpdateMinutes: 60 });
  const order = orderOf(pki, server, responder.url);
  const contenders = {
    mtls: await startProgram('mtls-process.ts', { ...order, storePath: null }),
    stored: await startProgram('mtls-process.ts', {
      ...order,
      storePath: join(pki.dir, 'flows.db'),
    }),
    bare: await startProgram('bare-process.ts', { ...order, storePath: null }),
    nginx: await startNginxContender(pki, server, responder.url),
  };
  const visitor = startVisitor();
  try {
    const files = await visitorFiles(client);
    const go = (contender: Contender, count: number) =>
      measureRound(contender, visitor, { count, parallel, visitor: files });
    const results = await takeTurns(contenders, go);
    if (responder.requestLines().length !== 3) throw new Error('an answer was not cached');
    return rowsOf(label, results);
  } finally {
    visitor.disconnect();
    await Promise.all(Object.values(contenders).map(({ stop }) => stop()));
    await responder.stop();
  }
}

function orderOf(pki: Pki, server: Issued, url: string): Omit<MtlsOrder, 'storePath'> {
  return {
    certificate: server.certPath,
    key: server.keyPath,
    trusted: pki.caFile,
    responderUri: `${url}/`,
  };
}

async function visitorFiles(client: Issued): Promise<VisitorFiles> {
  const key = await readFile(client.keyPath, 'utf8');
  return {
    name: client.name,
    identity: { certificate: client.pem, key },
  };
}

/** What the rounds of one server came to. */
interface Results {
  readonly cpu: readonly number[];
  readonly perSecond: readonly number[];
}

interface Round {
  readonly cpuPerVisit: number;
  readonly perSecond: number;
  readonly visitorCpu: number;
}

async function takeTurns<K extends string>(
  contenders: Readonly<Record<K, Contender>>,
  go: (contender: Contender, count: number) => Promise<Round>,
): Promise<(name: K) => Results> {
  const results = new Map<string, Round[]>();
  const entries = Object.entries<Contender>(contenders);
  // One visit fills the cache; the others let the code become as fast as it gets.
  for (const [, contender] of entries) {
    await go(contender, 1);
    await go(contender, warmUp);
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, contender] of entries) {
      results.set(name, [...(results.get(name) ?? []), await go(contender, perRound)]);
    }
  }
  return (name) => {
    const found = results.get(name) ?? [];
    return {
      cpu: found.map(({ cpuPerVisit }) => cpuPerVisit),
      perSecond: found.map(({ perSecond }) => perSecond),
    };
  };
}

async function measureRound(
  contender: Contender,
  visitor: ChildProcess,
  order: Omit<VisitOrder, 'port'>,
): Promise<Round> {
  const before = await contender.cpuMicros();
  visitor.send({ ...order, port: contender.port } satisfies VisitOrder);
  const [report]: [VisitReport] = await answerOf(visitor);
  const spent = (await contender.cpuMicros()) - before;
  return {
    cpuPerVisit: spent / order.count,
    perSecond: order.count / report.seconds,
    visitorCpu: report.cpuMicros / order.count,
  };
}

function rowsOf(
  label: string,
  results: (name: 'mtls' | 'stored' | 'bare' | 'nginx') => Results,
): readonly Measurement[] {
  const [mtls, stored] = [results('mtls'), results('stored')];
  const [bare, nginx] = [results('bare'), results('nginx')];
  // nginx's CPU time is counted in hundredths of a second: only the sum over the rounds is exact enough.
  const mean = ({ cpu }: Results) => cpu.reduce((sum, one) => sum + one, 0) / cpu.length;
  const name = `Authentication over new TLS 1.3, cached, ${label}`;
  return [
    // Most of it is the runtime's TLS, so there is no target.
    told(`${name}: CPU, ours / nginx`, mean(mtls) / mean(nginx), '×'),
    told(`${name}: CPU, ours with flows kept on disk / nginx`, mean(stored) / mean(nginx), '×'),
    told(`${name}: CPU, bare node:https / nginx`, mean(bare) / mean(nginx), '×'),
    atMost(`${name}: CPU, ours / bare node:https`, mean(mtls) / mean(bare), '×', 1.1),
    told(`${name}: CPU, ours`, mean(mtls), 'µs'),
    told(`${name}: CPU, ours with flows kept on disk`, mean(stored), 'µs'),
    told(`${name}: CPU, nginx`, mean(nginx), 'µs'),
    told(`${name}: ours`, median(mtls.perSecond), '/s'),
    told(`${name}: ours with flows kept on disk`, median(stored.perSecond), '/s'),
    told(`${name}: nginx`, median(nginx.perSecond), '/s'),
  ];
}

function startVisitor(): ChildProcess {
  return fork(new URL('./visitor-process.ts', import.meta.url), { execArgv: loader });
}

const loader = ['--import', typescriptLoader];

async function startProgram(file: string, order: MtlsOrder): Promise<Contender> {
  const child = fork(new URL(file, import.meta.url), [JSON.stringify(order)], {
    execArgv: loader,
  });
  const [first]: [MtlsSays] = await answerOf(child);
  if (!('port' in first)) throw new Error('the mtls did not say its port');
  return {
    port: first.port,
    cpuMicros: async () => {
      child.send('cpu');
      const [said]: [MtlsSays] = await answerOf(child);
      if (!('cpuMicros' in said)) throw new Error('the mtls did not say its CPU time');
      return said.cpuMicros;
    },
    stop: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

async function startNginxContender(pki: Pki, server: Issued, url: string): Promise<Contender> {
  const nginx = await startNginx({
    dir: pki.dir,
    server,
    clientCaFile: pki.caFile,
    ocsp: 'leaf',
    responderUrl: `${url}/`,
    ocspCache: 'shared',
  });
  return {
    port: nginx.port,
    cpuMicros: async () => workerCpuMicros(nginx.pid),
    stop: nginx.stop,
  };
}

/** The next message of a child; rejects if it ends instead. */
async function answerOf<T>(child: ChildProcess): Promise<[T]> {
  const gone = new AbortController();
  const left = once(child, 'exit', { signal: gone.signal }).then(
    () => Promise.reject(new Error('a process of the benchmark ended')),
    () => new Promise<never>(() => {}),
  );
  try {
    // What a child says is known to its program alone, which is typed.
    return (await Promise.race([once(child, 'message'), left])) as [T];
  } finally {
    gone.abort();
  }
}
