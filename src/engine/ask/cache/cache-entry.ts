import { summarizeCertId } from '#pki/ocsp/cert-id.ts';
import { presentCertificate } from '#pki/x509/summary.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { bypassOf, type CacheLifetime, cacheLifetime } from '../../judge/cache-lifetime.ts';
import type { Answer } from '../../judge/evidence.ts';
import type { Judgement } from '../../judge/judge.ts';
import type { ResponseVerdict } from '../../judge/verify-response.ts';
import type { AuthenticationContext } from '../context.ts';
import type { CacheEntry } from '../ports.ts';
import type { Question } from '../question.ts';

const own = new WeakSet<Uint8Array>();

/** Whether the entry of these octets was made, or put right, by this program since it began: not read from a file. */
export function isOwnEntry(response: Uint8Array): boolean {
  return own.has(response);
}

/** The entry that keeps a validated answer; null for an answer that may not be kept. */
export function createCacheEntry({
  question,
  judgement,
  answer,
  context,
  at,
}: {
  readonly question: Question;
  readonly judgement: Judgement;
  readonly answer: Answer & { readonly request: Uint8Array };
  readonly context: AuthenticationContext;
  readonly at: EpochMs;
}): CacheEntry | null {
  const { status, revocation, verdict } = judgement;
  const single = verdict?.single ?? null;
  if (bypassOf(context.policy) !== null || verdict === null || single === null) return null;
  if (status === null || status === 'indeterminate') return null;
  const life = lifetimeOf(verdict, context.policy, at);
  if (life.expiresAt <= at) return null;
  own.add(answer.response);
  const { summary } = presentCertificate(question.certificate);
  return {
    summary: {
      key: question.key.key,
      certificateLabel: summary.label,
      certificateFingerprint: summary.fingerprint,
      certId: summarizeCertId(question.certId),
      responderUri: question.uri,
      status,
      revocation,
      thisUpdate: single.thisUpdate,
      nextUpdate: single.nextUpdate,
      storedAt: at,
      expiresAt: life.expiresAt,
      expiryCause: life.cause,
      originFlowId: context.flowId,
      hits: 0,
      lastHitAt: null,
    },
    request: answer.request,
    response: answer.response,
  };
}

/** How long an answer that was validated at `at` may be kept, and what ends its life. */
function lifetimeOf(
  { single, signerNotAfter }: ResponseVerdict,
  { cache }: Policy,
  at: EpochMs,
): CacheLifetime {
  return cacheLifetime({ now: at, nextUpdate: single?.nextUpdate ?? null, signerNotAfter, cache });
}
