import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import { encodeRequest } from '#pki/ocsp/request.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { decodePem } from '#pki/x509/pem.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { openSweepInputs } from '#workbench/sweep/file-inputs.ts';
import { openLines, toLine } from '#workbench/sweep/journal.ts';
import { runSweep } from '#workbench/sweep/run-sweep.ts';
import { createSweepControl } from '#workbench/sweep/sweep-control.ts';
import { createStatistics } from '#workbench/sweep/sweep-statistics.ts';
import { typescriptLoader } from '../../scripts/setup/electron-node.mjs';
import { bareRate } from './bare-load.ts';
import type { FleetOrder, FleetSays } from './fleet-process.ts';
import { atLeast, atMost, type Measurement, median, told } from './measure.ts';

/** The size of the fleet can be given, to try very many. */
const count = Number(process.env.REVOSCOPE_FLEET ?? 4_000);
const rounds = count > 20_000 ? 1 : 5;
const parallel = 16;
const clock = { now: () => Date.now(), monotonic: () => performance.now() };

/**
 * A sweep over loopback, one certificate in each request, with its journal on disk, beside what the responder, a
 * process of its own, can answer when whoever asks costs next to nothing. They take turns.
 */
export async function measureSweep(): Promise<readonly Measurement[]> {
  const dir = await mkdtemp(join(tmpdir(), 'revoscope-bench-'));
  const fleet = join(dir, 'fleet.pem');
  const ca = join(dir, 'ca.pem');
  const order: FleetOrder = { count, fleet, ca };
  const program = new URL('./fleet-process.ts', import.meta.url);
  const child = fork(program, [JSON.stringify(order)], {
    execArgv: ['--import', typescriptLoader],
  });
  try {
    const says = await answerOf(child);
    if (!('url' in says)) throw new Error('no responder');
    return await measureRounds({ dir, fleet, ca, url: says.url, cpuMicros: () => cpuOf(child) });
  } finally {
    child.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

async function answerOf(child: ChildProcess): Promise<FleetSays> {
  const [says]: FleetSays[] = await once(child, 'message');
  if (says === undefined) throw new Error('it says nothing');
  return says;
}

/** CPU time of the responder so far. */
async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const says = await answerOf(child);
  return 'cpuMicros' in says ? says.cpuMicros : Number.NaN;
}

interface Fleet {
  readonly cpuMicros: () => Promise<number>;
  readonly dir: string;
  readonly fleet: string;
  readonly ca: string;
  readonly url: string;
}

async function measureRounds(given: Fleet): Promise<readonly Measurement[]> {
  const [issuer] = await certificatesIn(given.ca);
  if (issuer === undefined) throw new Error('no CA');
  const sample = (await certificatesIn(given.fleet)).slice(0, 4_000);
  const requests = sample.map((certificate) =>
    encodeRequest({ certIds: [createCertId(certificate, issuer, 'sha1')], nonce: null }),
  );
  await bareRate(given.url, requests, parallel);
  const ratios: number[] = [];
  const rates: number[] = [];
  const alone: number[] = [];
  const ownCpu: number[] = [];
  const itsCpu: number[] = [];
  let peakMb = 0;
  let startMb = 0;
  for (let round = 0; round < rounds; round++) {
    globalThis.gc?.();
    startMb = Math.max(startMb, process.memoryUsage().rss / 1_048_576);
    const before = await bareRate(given.url, requests, parallel);
    const [ownBefore, itsBefore] = [process.cpuUsage(), await given.cpuMicros()];
    const swept = await sweepOnce(given, issuer);
    const own = process.cpuUsage(ownBefore);
    ownCpu.push((own.user + own.system) / count);
    itsCpu.push(((await given.cpuMicros()) - itsBefore) / count);
    const after = await bareRate(given.url, requests, parallel);
    alone.push((before + after) / 2);
    rates.push(swept.perSecond);
    ratios.push((swept.perSecond * 2) / (before + after));
    peakMb = Math.max(peakMb, swept.peakMb);
  }
  return [
    told('Sweep: the responder alone', median(alone), '/s'),
    told(`Sweep: ${count} certificates, one in each request`, median(rates), '/s'),
    atLeast('Sweep: share of what the responder can answer', median(ratios) * 100, '%', 80),
    told('Sweep: CPU time of the sweep for each certificate', median(ownCpu), 'µs'),
    told('Sweep: CPU time of the responder for each answer', median(itsCpu), 'µs'),
    atMost('Sweep: memory above the start', peakMb - startMb, 'MB', 100),
  ];
}

async function certificatesIn(file: string) {
  return decodePem(await readFile(file, 'utf8')).blocks.map(({ der }) => {
    const decoded = decodeCertificate(der);
    if (!decoded.ok) throw new Error(decoded.error.message);
    return decoded.value;
  });
}

async function sweepOnce(
  { dir, fleet }: Fleet,
  issuer: Awaited<ReturnType<typeof certificatesIn>>[number],
): Promise<{ readonly perSecond: number; readonly peakMb: number }> {
  const transport = createHttpTransport({
    clock,
    network: () => 'loopback-only',
    proxy: () => null,
  });
  const lines = openLines(join(dir, 'out.jsonl'), 0);
  if (!lines.ok) throw new Error(lines.error.code);
  const statistics = createStatistics();
  const began = performance.now();
  let peak = 0;
  let results = 0;
  await runSweep({
    plan: {
      policy: defaultPolicy,
      issuers: [issuer],
      parallel,
      perSecond: null,
      batch: 1,
      retries: 0,
      backOffMs: 1,
    },
    inputs: openSweepInputs([fleet], () => process.stdin).stream(),
    isDone: () => false,
    onResult: (result) => {
      lines.value.write(toLine(result));
      statistics.add(result);
      results += 1;
      if (results % 500 === 0) peak = Math.max(peak, process.memoryUsage().rss);
    },
    transport,
    clock,
    signal: new AbortController().signal,
    control: createSweepControl(clock),
  });
  const seconds = (performance.now() - began) / 1_000;
  lines.value.close();
  transport.close();
  const { good } = statistics.get().status;
  if (good !== count) throw new Error(`${good} of ${count} are good`);
  return { perSecond: count / seconds, peakMb: peak / 1_048_576 };
}
