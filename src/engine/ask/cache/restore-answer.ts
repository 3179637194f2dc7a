import { decodeRequest } from '#pki/ocsp/request.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import { verifyResponse } from '../../judge/verify-response.ts';
import type { AuthenticationContext } from '../context.ts';
import type { CacheEntry } from '../ports.ts';
import type { Question } from '../question.ts';
import { createCacheEntry } from './cache-entry.ts';

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
  const { request: requestOctets, response: responseOctets } = entry;
  const found = createCacheEntry({
    question,
    verdict,
    request: requestOctets,
    response: responseOctets,
    context,
    at: storedAt,
  });
  if (found === null || found.summary.expiresAt <= context.dependencies.clock.now()) return null;
  // Only what the octets cannot tell is taken over: where the entry came from and how it was used.
  const { originFlowId, hits, lastHitAt } = entry.summary;
  const restored = { ...found, summary: { ...found.summary, originFlowId, hits, lastHitAt } };
  context.dependencies.cache.store(restored);
  return restored;
}
