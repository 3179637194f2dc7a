import { decodeRequest } from '#pki/ocsp/request.ts';
import type { CacheMissCause } from '#shared/model/cache.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { CheckResult } from '#shared/model/verdict.ts';
import { bypassOf } from '../../judge/cache-lifetime.ts';
import type { Answer, Evidence, Kept } from '../../judge/evidence.ts';
import { type Judgement, judgeOnChain } from '../../judge/judge.ts';
import type { ResponseVerdict } from '../../judge/verify-response.ts';
import type { AuthenticationContext } from '../context.ts';
import type { FlowRecorder } from '../flow-recorder.ts';
import type { CacheEntry } from '../ports.ts';
import type { Asked, Question } from '../question.ts';
import { recordReading } from '../record-judgement.ts';
import { createCacheEntry, isOwnEntry } from './cache-entry.ts';

/**
 * The cached answer to a question, judged again at this moment as though it had just arrived. Of what a file says
 * about it, only when it came and why it is kept are believed. null where the responder must be asked.
 */
export function findCachedAnswer(
  question: Question,
  context: AuthenticationContext,
  recorder: FlowRecorder,
): Asked | null {
  const { cache, clock } = context.dependencies;
  const bypass = bypassOf(context.policy);
  if (bypass !== null) {
    recorder.record({ type: 'cache-looked-up', outcome: 'bypassed', cause: bypass });
    return null;
  }
  const at = clock.now();
  const found = cache.find(question.key, at);
  const served = 'code' in found ? found : judgeKept(found, question, { context, at });
  if ('code' in served) {
    if (!('code' in found)) cache.evict(question.key.key);
    cache.recordMiss();
    recorder.record(missStep(served));
    return null;
  }
  const { entry, judgement } = served;
  cache.recordHit(question.key.key, at);
  const { summary, response, request } = entry;
  recorder.record({ type: 'cache-looked-up', outcome: 'hit', entry: summary, response, request });
  recordReading(recorder, judgement, at);
  return { judgement, fromCache: true, responderUri: question.uri, keep: null };
}

/** Why what was found does not serve. */
type Miss = CacheMissCause | { readonly code: 'stale'; readonly check: CheckResult };

function missStep(miss: Miss) {
  return miss.code === 'stale'
    ? ({ type: 'cache-looked-up', outcome: 'stale', check: miss.check } as const)
    : ({ type: 'cache-looked-up', outcome: 'miss', cause: miss } as const);
}

interface At {
  readonly context: AuthenticationContext;
  readonly at: EpochMs;
}

function judgeKept(
  found: CacheEntry,
  question: Question,
  { context, at }: At,
): { readonly entry: CacheEntry; readonly judgement: Judgement } | Miss {
  const { evidence, chain, issuer, certId } = question;
  const { summary, request, response } = found;
  const nonce = nonceOf(request);
  if (nonce === 'unreadable') return { code: 'unusable' };
  const kept = keptAs(found, context);
  const answer = { issuer, certId, request, nonce, http: null, response, kept };
  const { policy } = context;
  const judgement = judgeOnChain(chain, withAnswer(evidence, answer), { policy, at });
  const { verdict, reason } = judgement;
  if (verdict === null) return { code: 'unusable' };
  const failed = verdict.checks.find(({ id }) => id === reason?.check);
  if (failed !== undefined) return { code: 'stale', check: failed };
  if (isOwnEntry(response)) return { entry: found, judgement };

  // The first use since the program began: what the entry says of its answer is put right from the answer.
  const since = latestArrival(summary.storedAt, verdict, policy);
  const own = createCacheEntry({ question, judgement, answer, context, at: since });
  if (own === null) return { code: 'unusable' };
  const { expiresAt } = own.summary;
  if (at >= expiresAt) return { code: 'expired', expiredAt: expiresAt, at };
  const { originFlowId, hits, lastHitAt } = summary;
  const entry = { ...own, summary: { ...own.summary, originFlowId, hits, lastHitAt } };
  context.dependencies.cache.store(entry);
  return { entry, judgement };
}

function withAnswer(
  { certificate, presentedChain, trustAnchors, purpose }: Evidence,
  answer: Answer,
): Evidence {
  return { certificate, presentedChain, trustAnchors, purpose, answer, unanswered: null };
}

/**
 * When an answer came, at the latest. With a nextUpdate, that bounds its life whatever a file says; without one,
 * whoever can write the file could let it come anew each hour, so that its life counts from when it was signed.
 */
function latestArrival(
  storedAt: EpochMs,
  { single, summary }: ResponseVerdict,
  { skewSeconds }: Policy,
): EpochMs {
  const hasEnd = single !== null && single.nextUpdate !== null;
  if (hasEnd || summary === null) return storedAt;
  return Math.min(storedAt, summary.producedAt + skewSeconds * 1_000);
}

function keptAs({ summary }: CacheEntry, { policy }: AuthenticationContext): Kept {
  const isHeld = summary.expiryCause === 'held-past-next-update';
  const hold = isHeld ? policy.cache.hold : 'until-next-update';
  return { since: summary.storedAt, hold };
}

const nonces = new WeakMap<Uint8Array, { readonly nonce: Uint8Array | null | 'unreadable' }>();

/** Read once for as long as the octets are kept. */
function nonceOf(request: Uint8Array): Uint8Array | null | 'unreadable' {
  const known = nonces.get(request);
  if (known !== undefined) return known.nonce;
  const decoded = decodeRequest(request);
  const nonce = decoded.ok ? decoded.value.nonce : 'unreadable';
  nonces.set(request, { nonce });
  return nonce;
}
