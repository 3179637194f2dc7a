import { createCertId, summarizeCertId } from '#pki/ocsp/cert-id.ts';
import { encodeRequest } from '#pki/ocsp/request.ts';
import { hexOf } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';
import type { Unanswered } from '../judge/evidence.ts';
import { judgeOnChain } from '../judge/judge.ts';
import { createCacheEntry } from './cache/cache-entry.ts';
import { answerKeyOf } from './cache/cache-key.ts';
import { findCachedAnswer } from './cache/cached-answer.ts';
import type { AuthenticationContext } from './context.ts';
import type { FlowRecorder } from './flow-recorder.ts';
import type { Asked, Question, StatusSubject } from './question.ts';
import { recordReading } from './record-judgement.ts';
import { chooseResponderUris } from './responder-uri.ts';

/** Finds out the revocation status: whom to ask, what the cache knows, what the responder says, whether that holds. */
export async function askAbout(
  subject: StatusSubject,
  context: AuthenticationContext,
  recorder: FlowRecorder,
): Promise<Asked> {
  const { issuer } = subject.chain;
  if (issuer === null) {
    const name = subject.certificate.facts.issuerText;
    return unanswered(subject, { code: 'issuer-not-at-hand', issuer: name }, context);
  }
  const { source, uris, ignored } = chooseResponderUris(context.policy, subject.certificate);
  let asked: Asked | null = null;
  for (const uri of uris) {
    recorder.record({ type: 'responder-uri-chosen', source, uri, ignored });
    const question = questionTo({ uri, uriSource: source }, { ...subject, issuer }, context);
    asked =
      findCachedAnswer(question, context, recorder) ??
      (await askResponder(question, context, recorder));
    if (asked.judgement.status !== 'indeterminate' || context.signal.aborted) break;
  }
  if (asked !== null) return asked;
  recorder.record({ type: 'responder-uri-missing' });
  return unanswered(subject, { code: 'no-responder-uri' }, context);
}

function questionTo(
  to: Pick<Question, 'uri' | 'uriSource'>,
  subject: StatusSubject & { readonly issuer: Certificate },
  { policy }: AuthenticationContext,
): Question {
  const { certificate, issuer } = subject;
  const certId = createCertId(certificate, issuer, policy.hash);
  const key = answerKeyOf({ certificate, certId, responderUri: to.uri, policy });
  const { chain, evidence } = subject;
  return {
    certificate,
    chain,
    evidence,
    issuer,
    certId,
    uri: to.uri,
    uriSource: to.uriSource,
    key,
  };
}

async function askResponder(
  question: Question,
  context: AuthenticationContext,
  recorder: FlowRecorder,
): Promise<Asked> {
  const { policy, dependencies } = context;
  const { transport } = dependencies;
  const nonce = policy.nonce === 'omit' ? null : dependencies.random(policy.nonceLength);
  const ocspRequest = encodeRequest({ certIds: [question.certId], nonce });
  const { uri, uriSource } = question;
  const { method, connectTimeoutMs, totalTimeoutMs, maxResponseBytes, addressPolicy } = policy;
  const limits = { connectTimeoutMs, totalTimeoutMs, maxResponseBytes, addressPolicy };
  const exchange = { uri, uriSource, method, ocspRequest, ...limits };

  const prepared = transport.prepare(exchange);
  if (!prepared.ok) {
    recorder.record({ type: 'exchange-failed', error: prepared.error, response: null });
    return unanswered(question, prepared.error, context);
  }
  recorder.record({
    type: 'request-sent',
    request: prepared.value,
    certId: summarizeCertId(question.certId),
    nonce: nonce === null ? null : hexOf(nonce),
  });

  const exchanged = await transport.exchange(exchange, context.signal);
  if (!exchanged.ok) {
    recorder.record({ type: 'exchange-failed', ...exchanged.error });
    return unanswered(question, exchanged.error.error, context);
  }
  recorder.record({ type: 'response-received', response: exchanged.value });
  const given = { nonce, request: ocspRequest, http: exchanged.value };
  return judgeResponse(question, given, { context, recorder });
}

function judgeResponse(
  question: Question,
  given: {
    readonly nonce: Uint8Array | null;
    readonly request: Uint8Array;
    readonly http: HttpResponseRecord;
  },
  {
    context,
    recorder,
  }: { readonly context: AuthenticationContext; readonly recorder: FlowRecorder },
): Asked {
  const { policy, dependencies } = context;
  const at = dependencies.clock.now();
  const { issuer, certId, uri } = question;
  const answer = { ...given, issuer, certId, response: given.http.body, kept: null };
  const evidence = { ...question.evidence, answer };
  const judgement = judgeOnChain(question.chain, evidence, { policy, at });
  recordReading(recorder, judgement, at);
  const entry = createCacheEntry({ question, judgement, answer, context, at });
  return {
    judgement,
    fromCache: false,
    responderUri: uri,
    keep:
      entry === null
        ? null
        : (keeper) => {
            const { key, expiresAt, expiryCause } = entry.summary;
            dependencies.cache.store(entry);
            keeper.record({ type: 'cache-stored', key, expiresAt, expiryCause });
          },
  };
}

function unanswered(
  subject: StatusSubject | Question,
  why: Unanswered,
  { policy, dependencies }: AuthenticationContext,
): Asked {
  const evidence = { ...subject.evidence, unanswered: why };
  const at = dependencies.clock.now();
  const judgement = judgeOnChain(subject.chain, evidence, { policy, at });
  const responderUri = 'uri' in subject ? subject.uri : null;
  return { judgement, fromCache: false, responderUri, keep: null };
}
