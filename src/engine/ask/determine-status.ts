import { createCertId, summarizeCertId } from '#pki/ocsp/cert-id.ts';
import { encodeRequest } from '#pki/ocsp/request.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';
import type { StatusReason } from '#shared/model/verdict.ts';
import { configuredResponderCertificate } from '../judge/chain/configured-responder.ts';
import { malformedResponse, noResponderUri, transportFailure } from '../judge/reasons.ts';
import { verifyResponse } from '../judge/verify-response.ts';
import { createCacheEntry } from './cache/cache-entry.ts';
import { cacheKey } from './cache/cache-key.ts';
import { findCachedAnswer } from './cache/cached-answer.ts';
import type { AuthenticationContext } from './context.ts';
import type { FlowRecorder } from './flow-recorder.ts';
import type { ExchangeRequest } from './ports.ts';
import type { Conclusion, Question, StatusSubject } from './question.ts';
import { chooseResponderUri } from './responder-uri.ts';

/** Finds out the revocation status: whom to ask, what the cache knows, what the responder says, whether that holds. */
export async function determineStatus(
  subject: StatusSubject,
  context: AuthenticationContext,
  recorder: FlowRecorder,
): Promise<Conclusion> {
  const { policy } = context;
  const choice = chooseResponderUri(policy, subject.certificate);
  if (!choice.found) {
    recorder.record({ type: 'responder-uri-missing' });
    return indeterminate(noResponderUri(), null, recorder);
  }
  const { source, uri, ignored } = choice;
  recorder.record({ type: 'responder-uri-chosen', source, uri, ignored });

  const certId = createCertId(subject.certificate, subject.issuer, policy.hash);
  const question: Question = {
    ...subject,
    certId,
    uri,
    uriSource: source,
    responderCertificate: configuredResponderCertificate(policy),
    key: cacheKey({ certId, responderUri: uri, policy }),
  };
  const cached = findCachedAnswer(question, context, recorder);
  return cached ?? askResponder(question, context, recorder);
}

async function askResponder(
  question: Question,
  context: AuthenticationContext,
  recorder: FlowRecorder,
): Promise<Conclusion> {
  const { policy, dependencies } = context;
  const { transport } = dependencies;
  const nonce = policy.nonce === 'omit' ? null : dependencies.random(policy.nonceLength);
  const ocspRequest = encodeRequest({ certIds: [question.certId], nonce });
  const exchange = exchangeRequest(question, policy, ocspRequest);

  const prepared = transport.prepare(exchange);
  if (!prepared.ok) {
    recorder.record({ type: 'exchange-failed', error: prepared.error, response: null });
    return indeterminate(transportFailure(prepared.error), question.uri, recorder);
  }
  recorder.record({
    type: 'request-sent',
    request: prepared.value,
    certId: summarizeCertId(question.certId),
    nonce: nonce === null ? null : Buffer.from(nonce).toString('hex'),
  });

  const exchanged = await transport.exchange(exchange, context.signal);
  if (!exchanged.ok) {
    recorder.record({ type: 'exchange-failed', ...exchanged.error });
    return indeterminate(transportFailure(exchanged.error.error), question.uri, recorder);
  }
  recorder.record({ type: 'response-received', response: exchanged.value });
  return judgeResponse(
    question,
    { nonce, ocspRequest, http: exchanged.value },
    { context, recorder },
  );
}

function exchangeRequest(
  question: Question,
  policy: Policy,
  ocspRequest: Uint8Array,
): ExchangeRequest {
  return {
    uri: question.uri,
    uriSource: question.uriSource,
    method: policy.method,
    ocspRequest,
    connectTimeoutMs: policy.connectTimeoutMs,
    totalTimeoutMs: policy.totalTimeoutMs,
    maxResponseBytes: policy.maxResponseBytes,
    addressPolicy: policy.addressPolicy,
  };
}

function judgeResponse(
  question: Question,
  answer: {
    readonly nonce: Uint8Array | null;
    readonly ocspRequest: Uint8Array;
    readonly http: HttpResponseRecord;
  },
  {
    context,
    recorder,
  }: { readonly context: AuthenticationContext; readonly recorder: FlowRecorder },
): Conclusion {
  const decoded = decodeResponse(answer.http.body);
  if (!decoded.ok) {
    recorder.record({ type: 'response-rejected', error: decoded.error });
    return indeterminate(
      malformedResponse(decoded.error, answer.http.contentType),
      question.uri,
      recorder,
    );
  }
  const at = context.dependencies.clock.now();
  const verdict = verifyResponse({
    response: decoded.value,
    certificate: question.certificate,
    issuer: question.issuer,
    chain: question.path,
    certId: question.certId,
    nonce: answer.nonce,
    policy: context.policy,
    at,
    responderCertificate: question.responderCertificate,
  });
  const { status, reason, revocation, checks } = verdict;
  recorder.record({ type: 'checks-completed', checks, response: verdict.summary });
  recorder.record({ type: 'status-concluded', status, reason, revocation });
  const entry = createCacheEntry({
    question,
    verdict,
    request: answer.ocspRequest,
    response: answer.http.body,
    context,
    at,
  });
  return {
    status,
    reason,
    revocation,
    response: verdict.summary,
    checks,
    fromCache: false,
    responderUri: question.uri,
    keep:
      entry === null
        ? null
        : (keeper) => {
            const { key, expiresAt, expiryCause } = entry.summary;
            context.dependencies.cache.store(entry);
            keeper.record({ type: 'cache-stored', key, expiresAt, expiryCause });
          },
  };
}

function indeterminate(
  reason: StatusReason,
  responderUri: string | null,
  recorder: FlowRecorder,
): Conclusion {
  recorder.record({ type: 'status-concluded', status: 'indeterminate', reason, revocation: null });
  return {
    status: 'indeterminate',
    reason,
    revocation: null,
    response: null,
    checks: [],
    fromCache: false,
    responderUri,
    keep: null,
  };
}
