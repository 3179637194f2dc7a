import { summarizeCertId } from '#pki/ocsp/cert-id.ts';
import { presentCertificate } from '#pki/x509/summary.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { TimeFacts } from '../../judge/checks/time-facts.ts';
import type { ResponseVerdict } from '../../judge/verify-response.ts';
import type { AuthenticationContext } from '../context.ts';
import type { CacheEntry } from '../ports.ts';
import type { Question } from '../question.ts';
import { type CacheLifetime, cacheLifetime } from './lifetime.ts';

/** The entry that keeps a validated answer; null for an answer that may not be kept. */
export function createCacheEntry({
  question,
  verdict,
  request,
  response,
  context,
  at,
}: {
  readonly question: Question;
  readonly verdict: ResponseVerdict;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
  readonly context: AuthenticationContext;
  readonly at: EpochMs;
}): CacheEntry | null {
  const { status, times, summary: responseSummary } = verdict;
  if (
    context.policy.cache.use === 'off' ||
    status === 'indeterminate' ||
    times === null ||
    responseSummary === null
  ) {
    return null;
  }
  const life = lifetimeOf(times, question, { policy: context.policy, at });
  if (life.expiresAt <= at) return null;
  const { summary } = presentCertificate(question.certificate);
  return {
    summary: {
      key: question.key,
      certificateLabel: summary.label,
      certificateFingerprint: summary.fingerprint,
      certId: summarizeCertId(question.certId),
      responderUri: question.uri,
      status,
      revocation: verdict.revocation,
      thisUpdate: times.thisUpdate,
      nextUpdate: times.nextUpdate,
      storedAt: at,
      expiresAt: life.expiresAt,
      expiryCause: life.cause,
      originFlowId: context.flowId,
      hits: 0,
      lastHitAt: null,
    },
    response,
    request,
    checks: verdict.checks,
    times,
    responseSummary,
    provenance: 'validated',
  };
}

/** How long an answer that was validated at `at` may be kept, and what ends its life. */
function lifetimeOf(
  times: TimeFacts,
  question: Question,
  { policy, at }: { readonly policy: Policy; readonly at: EpochMs },
): CacheLifetime {
  return cacheLifetime({
    now: at,
    nextUpdate: times.nextUpdate,
    signerNotAfter: times.delegate?.notAfter ?? question.issuer.notAfter,
    cache: policy.cache,
  });
}
