import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { type LoadStage, startLoadStage } from './load-stage.ts';
import { inParallel, type VisitAnswer, type Visitor, visit } from './visit.ts';

/** What a soak came to. */
export interface SoakReport {
  readonly authentications: number;
  readonly seconds: number;
  /** In words, with what was expected. */
  readonly wrong: readonly string[];
  readonly decisions: number;
  readonly fromCache: number;
  /** Decisions that were begun and never ended. */
  readonly unfinished: number;
  /** Sockets of this process, above those before the soak, once server and clients are done. */
  readonly openSockets: number;
  /** Timers and other handles, likewise. */
  readonly openHandles: number;
  /** From the end of the first tenth to the end, after garbage collection. */
  readonly heapGrowthBytes: number;
}

/** A client and how the server must treat it. */
interface Case {
  readonly visitor: Visitor;
  readonly expected: string;
}

const parallel = 50;

/**
 * Authenticates `count` times, 50 at a time: good, revoked and unknown clients with certificates of their own,
 * strangers, expired ones, and clients without a certificate. Half of the decisions come from the cache.
 */
export async function soak(count: number): Promise<SoakReport> {
  const before = openResources();
  const stage = await startLoadStage(mixedPolicy());
  const cases = await createCases(stage);
  const wrong: string[] = [];
  const run = (many: number) =>
    inParallel(many, parallel, async (index) => {
      const { visitor, expected } = cases[index % cases.length] ?? cases[0];
      const actual = describe(await visit(visitor, stage.port));
      if (actual !== expected) wrong.push(`${visitor.name}: ${actual} instead of ${expected}`);
    });
  const began = performance.now();
  await run(count / 10);
  const heapBefore = heapUsed();
  await run(count - count / 10);
  const heapGrowthBytes = heapUsed() - heapBefore;
  const seconds = (performance.now() - began) / 1_000;
  await untilQuiet(() => stage.openConnections() === 0 && stage.tally.unfinished === 0);
  const { decisions, fromCache, unfinished } = stage.tally;
  await stage.stop();
  await untilQuiet(() => isAtMost(openResources(), before));
  const after = openResources();
  return {
    authentications: count,
    seconds,
    wrong,
    decisions,
    fromCache,
    unfinished,
    openSockets: Math.max(0, after.sockets - before.sockets),
    openHandles: Math.max(0, after.others - before.others),
    heapGrowthBytes,
  };
}

/**
 * Three clients of eleven never get as far as OCSP; with 11 of 16 decisions allowed the cache, half of all come
 * from it. One object for each of the two policies, as what is made of a policy is remembered by object.
 */
function mixedPolicy(): () => Policy {
  const kept: Policy = { ...defaultPolicy, fallback: 'block' };
  const fresh: Policy = { ...kept, cache: { ...kept.cache, use: 'off' } };
  let decisions = 0;
  return () => {
    decisions += 1;
    return decisions % 16 < 5 ? fresh : kept;
  };
}

async function createCases(stage: LoadStage): Promise<readonly [Case, ...Case[]]> {
  const { ca } = stage.lab;
  const good = await Promise.all([1, 2, 3, 4].map((n) => stage.issue(`soak-good-${n}`)));
  const revoked = await Promise.all([1, 2].map((n) => stage.issue(`soak-revoked-${n}`)));
  const unknown = await Promise.all([1, 2].map((n) => stage.issue(`soak-unknown-${n}`)));
  for (const id of revoked) ca.revoke(id, 'keyCompromise', null);
  for (const id of unknown) ca.setStatus(id, { status: 'unknown' });
  const all = (ids: readonly (string | null)[], expected: string): readonly Case[] =>
    ids.map((id) => ({ visitor: stage.visitor(id), expected }));
  const [first, ...others] = [
    ...all(good, '200 allow by status, good, none'),
    ...all(revoked, '403 deny by status, revoked, none'),
    ...all(unknown, '403 deny by fallback, unknown, none'),
    ...all(['stranger-client'], '403 deny by chain, none, issuer-not-found'),
    ...all(['lab-client-expired'], '403 deny by chain, none, certificate-expired'),
    ...all([null], '403 deny by chain, none, no-certificate'),
  ];
  if (first === undefined) throw new Error('there are no cases');
  return [first, ...others];
}

/** `200 allow by status, good, none`: HTTP status, decision, revocation status, reason. */
export function describe({ status, body }: VisitAnswer): string {
  if (status === 0) return 'no answer';
  const { decision, revocationStatus, reason } = JSON.parse(body);
  const words = `${decision.outcome} by ${decision.decidedBy}`;
  return `${status} ${words}, ${revocationStatus ?? 'none'}, ${reason?.code ?? 'none'}`;
}

function openResources(): { readonly sockets: number; readonly others: number } {
  const names = process.getActiveResourcesInfo();
  const sockets = names.filter((name) => /^(TCP|TLS)/.test(name)).length;
  return { sockets, others: names.length - sockets };
}

function isAtMost(a: ReturnType<typeof openResources>, b: ReturnType<typeof openResources>) {
  return a.sockets <= b.sockets && a.others <= b.others;
}

/** Waits for what ends by itself, for 5 seconds at most: the report tells if it did not. */
async function untilQuiet(isQuiet: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !isQuiet(); i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this runtime does not collect when told');
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
