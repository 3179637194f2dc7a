import { summarizeCertId } from '#pki/ocsp/cert-id.ts';
import { hexOf } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { presentCertificate } from '#pki/x509/summary.ts';
import type { CacheEntrySummary } from '#shared/model/cache.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { type HttpResponseRecord, statusOfFile } from '#shared/model/transport.ts';
import { cacheLifetime } from '../judge/cache-lifetime.ts';
import type { Answer, Evidence, Kept } from '../judge/evidence.ts';
import type { Judgement } from '../judge/judge.ts';
import type { FlowRecorder } from './flow-recorder.ts';
import { chooseResponderUris } from './responder-uri.ts';

/** What is told of an exchange that took place before. */
export interface PastExchange {
  readonly evidence: Evidence;
  readonly judgement: Judgement;
  readonly policy: Policy;
  readonly at: EpochMs;
}

/**
 * Tells who was asked and what came back, as if it had just happened; says which responder it was, null where
 * nobody knows, and whether the answer was kept.
 */
export function retellExchange(
  recorder: FlowRecorder,
  past: PastExchange,
): { readonly responderUri: string | null; readonly fromCache: boolean } {
  const { certificate, answer, unanswered } = past.evidence;
  const isAsked = past.judgement.status !== null;
  if ('code' in certificate || !isAsked) return { responderUri: null, fromCache: false };
  if (unanswered?.code === 'no-responder-uri') recorder.record({ type: 'responder-uri-missing' });
  const responderUri = recordUri(recorder, certificate, past);
  if (answer === null) {
    if (unanswered !== null && !isNobodyAsked(unanswered)) {
      recorder.record({ type: 'exchange-failed', error: unanswered, response: null });
    }
    return { responderUri, fromCache: false };
  }
  if (answer.kept !== null) {
    recordHit(recorder, { ...past, answer, kept: answer.kept, certificate, responderUri });
    return { responderUri, fromCache: true };
  }
  recordRequest(recorder, answer, responderUri);
  recorder.record({ type: 'response-received', response: answer.http ?? fromFile(answer) });
  return { responderUri, fromCache: false };
}

type Unanswered = NonNullable<Evidence['unanswered']>;
type NobodyAsked = Extract<
  Unanswered,
  { readonly code: 'no-responder-uri' | 'issuer-not-at-hand' }
>;

function isNobodyAsked(unanswered: Unanswered): unanswered is NobodyAsked {
  return unanswered.code === 'no-responder-uri' || unanswered.code === 'issuer-not-at-hand';
}

/** What was asked in fact, or else whom the policy would have had asked. */
function recordUri(
  recorder: FlowRecorder,
  certificate: Certificate,
  { evidence: { answer, unanswered }, policy }: PastExchange,
): string | null {
  const { source, uris, ignored } = chooseResponderUris(policy, certificate);
  const asked = answer?.asked ?? null;
  const isToldOf =
    asked !== null || answer === null || answer.http !== null || answer.kept !== null;
  if (!isToldOf || (unanswered !== null && isNobodyAsked(unanswered))) return null;
  const chosen = asked === null ? uris[0] : uris.find((uri) => asked.url.startsWith(uri));
  if (chosen !== undefined) {
    recorder.record({ type: 'responder-uri-chosen', source, uri: chosen, ignored });
    return chosen;
  }
  if (asked === null) return null;
  const uri = withoutRequest(asked);
  recorder.record({ type: 'responder-uri-chosen', source: 'recorded', uri, ignored: [] });
  return uri;
}

/** A GET has the request behind the responder's address, in base64. */
function withoutRequest({ method, url }: NonNullable<Answer['asked']>): string {
  return method === 'GET' ? url.replace(/\/M(?:[A-Za-z0-9+/=]|%[0-9A-Fa-f]{2}){40,}$/, '') : url;
}

function recordRequest(recorder: FlowRecorder, answer: Answer, uri: string | null): void {
  const { request, certId, nonce, asked } = answer;
  if (request === null) return;
  recorder.record({
    type: 'request-sent',
    request: {
      method: asked?.method ?? 'POST',
      url: asked?.url ?? uri ?? 'not known: the request is from a file',
      headers: [],
      ocspRequest: request,
    },
    certId: summarizeCertId(certId),
    nonce: nonce === null ? null : hexOf(nonce),
  });
}

function fromFile({ response }: Answer): HttpResponseRecord {
  return {
    status: statusOfFile,
    statusText: '',
    headers: [],
    contentType: null,
    body: response,
    remoteAddress: null,
    timings: { lookedUp: null, connected: null, secured: null, firstByte: null, total: 0 },
    shared: false,
  };
}

/** A kept answer that the checks could read stands in the cache as it stood then. */
function recordHit(
  recorder: FlowRecorder,
  {
    answer,
    kept,
    certificate,
    responderUri,
    judgement,
    policy,
  }: PastExchange & {
    readonly answer: Answer;
    readonly kept: Kept;
    readonly certificate: Certificate;
    readonly responderUri: string | null;
  },
): void {
  const single = judgement.verdict?.single ?? null;
  const status = judgement.verdict?.summary?.certStatus ?? null;
  if (judgement.verdict === null || single === null || status === null) return;
  const { signerNotAfter } = judgement.verdict;
  const life = cacheLifetime({
    now: kept.since,
    nextUpdate: single.nextUpdate,
    signerNotAfter,
    cache: { ...policy.cache, hold: kept.hold },
  });
  const { summary } = presentCertificate(certificate);
  const entry: CacheEntrySummary = {
    key: 'case',
    certificateLabel: summary.label,
    certificateFingerprint: summary.fingerprint,
    certId: summarizeCertId(answer.certId),
    responderUri: responderUri ?? '',
    status,
    revocation: judgement.verdict.revocation,
    thisUpdate: single.thisUpdate,
    nextUpdate: single.nextUpdate,
    storedAt: kept.since,
    expiresAt: life.expiresAt,
    expiryCause: life.cause,
    originFlowId: 'case',
    hits: 1,
    lastHitAt: null,
  };
  const { request, response } = answer;
  recorder.record({ type: 'cache-looked-up', outcome: 'hit', entry, response, request });
}
