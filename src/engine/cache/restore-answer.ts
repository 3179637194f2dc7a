import type { AuthenticationContext } from '../context.ts';
import { decodeRequest } from '../ocsp/request.ts';
import { decodeResponse } from '../ocsp/response.ts';
import type { CacheEntry } from '../ports.ts';
import type { Question } from '../question.ts';
import { verifyResponse } from '../verify-response.ts';
import { lifetimeOf } from './cache-entry.ts';

/**
 * Validates an entry that came from disk in full, at the time at which it was stored, as though its response
 * had just arrived: what a file says is not believed. null where it does not hold; else the entry as found valid.
 */
export function restoreAnswer(
  entry: CacheEntry,
  question: Question,
  context: AuthenticationContext,
): CacheEntry | null {
  const { storedAt } = entry.summary;
  if (storedAt > context.dependencies.clock.now()) return null;
  const request = decodeRequest(entry.request);
  const response = decodeResponse(entry.response);
  if (!request.ok || !response.ok) return null;
  const verdict = verifyResponse({
    response: response.value,
    certificate: question.certificate,
    issuer: question.issuer,
    chain: question.path,
    certId: question.certId,
    nonce: request.value.nonce,
    policy: context.policy,
    at: storedAt,
    responderCertificate: question.responderCertificate,
  });
  const { status, revocation, checks, times, summary: responseSummary } = verdict;
  if (status === 'indeterminate' || times === null || responseSummary === null) return null;
  const life = lifetimeOf(times, question, { policy: context.policy, at: storedAt });
  if (life.expiresAt <= context.dependencies.clock.now()) return null;
  const { expiresAt, cause: expiryCause } = life;
  const restored: CacheEntry = {
    ...entry,
    summary: { ...entry.summary, status, revocation, expiresAt, expiryCause },
    checks,
    times,
    responseSummary,
    provenance: 'validated',
  };
  context.dependencies.cache.store(restored);
  return restored;
}
