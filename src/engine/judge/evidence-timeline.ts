import type { Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type {
  BandId,
  KeptSpan,
  Moment,
  Timeline,
  TimelineInstant,
} from '#shared/model/timeline.ts';
import { type CheckOutcome, checkIds } from '#shared/model/verdict.ts';
import { bypassOf, cacheLifetime } from './cache-lifetime.ts';
import { decisivePart, reasonAboutCa } from './decisive-part.ts';
import type { Evidence } from './evidence.ts';
import { type Judgement, judge } from './judge.ts';
import { createTimeline } from './timeline.ts';
import { instantsOf } from './timeline-instants.ts';

/**
 * Every instant at which a check of this evidence, the chain, or the verdict flips under a policy, and from when to
 * when the cache serves the answer: since it was kept, or since `judgedAt`, where it would have been.
 */
export function timelineOf(evidence: Evidence, policy: Policy, judgedAt: EpochMs): Timeline {
  return timelineOfParts([evidence], policy, judgedAt);
}

/** The same for a certificate and the CAs above it that are asked about: what keeps the client out is told. */
export function timelineOfParts(
  parts: readonly Evidence[],
  policy: Policy,
  judgedAt: EpochMs,
): Timeline {
  const all = parts.map((evidence) => ({
    evidence,
    kept: keptSpan(evidence, policy, judgedAt),
  }));
  const instants = all.flatMap(({ evidence, kept }) => [
    ...(kept === null ? [] : ofCache(kept)),
    ...instantsOf(evidence, policy),
  ]);
  const judgeAt = (at: EpochMs) =>
    together(
      all.map(({ evidence, kept }, index) => {
        const moment = partAt(evidence, { policy, kept, at });
        return index === 0 ? moment : aboutCa(moment, evidence);
      }),
    );
  return createTimeline(unique(instants), judgeAt, all[0]?.kept ?? null);
}

/** CAs and their anchors are named by each part anew. */
function unique(instants: readonly TimelineInstant[]): readonly TimelineInstant[] {
  const known = new Map(instants.map((instant) => [`${instant.at} ${instant.what}`, instant]));
  return [...known.values()];
}

/** The client is told that it was a CA above it. */
function aboutCa(moment: PartMoment, { certificate }: Evidence): PartMoment {
  const name = 'code' in certificate ? '' : certificate.facts.subjectText;
  const reason = reasonAboutCa(name, moment.judged);
  return { ...moment, verdict: { ...moment.verdict, reason: reason?.code ?? null } };
}

/** One part at one time. */
interface PartMoment extends Moment {
  readonly judged: Pick<Judgement, 'status' | 'reason' | 'decision'>;
}

/** What all parts come to: the one that decides, and of each check the worst. */
function together(parts: readonly PartMoment[]): Moment {
  const { verdict } = decisivePart(parts, ({ judged }) => judged.decision);
  const checks = parts.reduce<Moment['checks']>(
    (worst, part) => mergeChecks(worst, part.checks),
    {},
  );
  return { verdict, checks };
}

const worstFirst: readonly CheckOutcome[] = ['fail', 'warn', 'pass', 'not-applicable', 'not-run'];

function mergeChecks(a: Moment['checks'], b: Moment['checks']): Moment['checks'] {
  const ids = [...new Set([...bandIds(a), ...bandIds(b)])];
  return Object.fromEntries(
    ids.map((id) => {
      const found = [a[id], b[id]].filter((outcome) => outcome !== undefined);
      return [id, worstFirst.find((outcome) => found.includes(outcome)) ?? 'not-run'];
    }),
  );
}

function bandIds(checks: Moment['checks']): readonly BandId[] {
  const known: readonly BandId[] = [...checkIds, 'chain', 'cache'];
  return known.filter((id) => checks[id] !== undefined);
}

function partAt(
  evidence: Evidence,
  {
    policy,
    kept,
    at,
  }: { readonly policy: Policy; readonly kept: KeptSpan | null; readonly at: EpochMs },
): PartMoment {
  const isKept = kept !== null && at >= kept.from && at < kept.to;
  const { status, reason, decision, verdict, chain } = judge(
    isKept ? evidence : freshly(evidence),
    policy,
    at,
  );
  const checks = (verdict?.checks ?? []).map(({ id, outcome }) => [id, outcome] as const);
  return {
    judged: { status, reason, decision },
    verdict: { status, reason: reason?.code ?? null, decision: decision.outcome },
    checks: {
      chain: chain.evaluation.outcome === 'trusted' ? 'pass' : 'fail',
      ...Object.fromEntries(checks),
      ...(kept === null ? {} : { cache: isKept ? 'pass' : 'not-run' }),
    },
  };
}

/** As though the answer came at the time of judgement: outside of its life in the cache, it would have to. */
function freshly(evidence: Evidence): Evidence {
  const { answer } = evidence;
  return answer === null ? evidence : { ...evidence, answer: { ...answer, kept: null } };
}

/** The life of the answer in the cache, as it was kept, or would be from the time of judgement on. */
function keptSpan(evidence: Evidence, policy: Policy, judgedAt: EpochMs): KeptSpan | null {
  const { answer } = evidence;
  if (answer === null || policy.ocsp === 'not-enabled' || bypassOf(policy) !== null) return null;
  const from = answer.kept?.since ?? judgedAt;
  const { status, verdict } = judge(freshly(evidence), policy, from);
  const single = verdict?.single ?? null;
  if (verdict === null || single === null || status === null || status === 'indeterminate') {
    return null;
  }
  const { expiresAt, cause } = cacheLifetime({
    now: from,
    nextUpdate: single.nextUpdate,
    signerNotAfter: verdict.signerNotAfter,
    cache: policy.cache,
  });
  // Flips are told to the second: what was judged within a second belongs to it.
  const second = Math.floor(from / 1_000) * 1_000;
  return expiresAt <= from ? null : { from: second, to: expiresAt, cause };
}

function ofCache({ from, to, cause }: KeptSpan): readonly TimelineInstant[] {
  return [
    { at: from, what: 'kept in the cache' },
    { at: to, what: `end of its life in the cache (${cause.replaceAll('-', ' ')})` },
  ];
}
