import { createHash } from 'node:crypto';
import { certificateToJson } from '#inspect/report/certificate-json.ts';
import { base64Of } from '#pki/octets.ts';
import { findExchange, findStep, judgedAttempt } from '#shared/flow/find-step.ts';
import type { FlowEvent } from '#shared/flow/flow.ts';
import type { PresentedCertificate } from '#shared/model/certificate.ts';
import type { ResponseSummary, Revocation } from '#shared/model/ocsp.ts';
import { type EpochMs, toRfc3339 } from '#shared/model/time.ts';
import type { HttpTimings } from '#shared/model/transport.ts';
import type { CheckResult } from '#shared/model/verdict.ts';
import type { Verdict } from './verdict.ts';

/** The document of `check --json` and `verify --json`. Its keys are stable and always there. */
export function flowToJson({ flow, status, reason, at }: Verdict) {
  const { events, outcome, policy } = flow;
  const presented = findStep(events, 'certificate-presented');
  const chain = findStep(events, 'chain-evaluated');
  const uri = findStep(judgedAttempt(events), 'responder-uri-chosen');
  const decision = findStep(events, 'decision-made');
  return {
    status,
    reason:
      reason === null
        ? null
        : {
            code: reason.code,
            message: reason.message,
            remedy: reason.remedy,
            check: reason.check,
          },
    /** What the answer says by itself, also where the chain does not hold; null where there was none to judge. */
    answerStatus: outcome.status,
    decision: {
      outcome: outcome.decision.outcome,
      decidedBy: outcome.decision.decidedBy,
      fallback: decision?.fallback ?? null,
    },
    revocation: revocationToJson(outcome.revocation),
    response: responseToJson(outcome.response),
    checks: outcome.checks.map(checkToJson),
    at: toRfc3339(at),
    certificate: presentedToJson(presented?.certificate ?? null),
    issuer: presentedToJson(chain?.issuer ?? null),
    chain: chainToJson(chain),
    responderUri: outcome.responderUri,
    uriSource: uri?.source ?? null,
    ignoredUris: uri?.ignored ?? [],
    fromCache: outcome.fromCache,
    request: requestToJson(events),
    http: httpToJson(events),
    malformed: malformedToJson(events),
    timings: timingsToJson(events, outcome.durationMs),
    policy: {
      ocsp: policy.ocsp,
      fallback: policy.fallback,
      fallbackByCause: policy.fallbackByCause,
      scope: policy.scope,
      aiaUris: policy.aiaUris,
      hash: policy.hash,
      nonce: policy.nonce,
      method: policy.method,
      timeoutMs: policy.totalTimeoutMs,
      skewSeconds: policy.skewSeconds,
      maxAgeSeconds: policy.maxAgeSeconds,
      sha1Signatures: policy.sha1Signatures,
      smallKeys: policy.smallKeys,
      encoding: policy.encoding,
      responderCertificate: fingerprintOf(policy.responderCertificate),
      responderTrust: policy.responderTrust,
    },
  };
}

function fingerprintOf(der: Uint8Array | null): string | null {
  return der === null ? null : createHash('sha256').update(der).digest('hex');
}

function revocationToJson(revocation: Revocation | null) {
  return revocation === null
    ? null
    : { time: toRfc3339(revocation.time), reason: revocation.reason };
}

function responseToJson(response: ResponseSummary | null) {
  return response === null
    ? null
    : {
        producedAt: toRfc3339(response.producedAt),
        thisUpdate: timeToJson(response.thisUpdate),
        nextUpdate: timeToJson(response.nextUpdate),
        responderId: response.responderId,
        signatureAlgorithm: response.signatureAlgorithm,
        signer: response.signer,
        certStatus: response.certStatus,
      };
}

function timeToJson(at: EpochMs | null): string | null {
  return at === null ? null : toRfc3339(at);
}

function checkToJson({ id, outcome, title, citation, message, evidence }: CheckResult) {
  return { id, outcome, title, citation, message, evidence };
}

function presentedToJson(certificate: PresentedCertificate | null) {
  return certificate === null ? null : certificateToJson(certificate.summary);
}

function chainToJson(step: ReturnType<typeof findStep<'chain-evaluated'>>) {
  if (step === null) return null;
  const { evaluation } = step;
  return {
    outcome: evaluation.outcome,
    failure: evaluation.outcome === 'trusted' ? null : evaluation.failure.code,
    links: evaluation.links.map(({ subject, issuer, fingerprint, outcome, message }) => ({
      subject,
      issuer,
      fingerprint,
      outcome,
      message,
    })),
  };
}

function requestToJson(events: readonly FlowEvent[]) {
  const step = findStep(judgedAttempt(events), 'request-sent');
  if (step === null) return null;
  const { request, certId, nonce } = step;
  return {
    method: request.method,
    url: request.url,
    certId,
    nonce,
    base64: base64Of(request.ocspRequest),
  };
}

function httpToJson(events: readonly FlowEvent[]) {
  const { response, error } = findExchange(events);
  if (response === null && error === null) return null;
  return {
    status: response?.status ?? null,
    statusText: response?.statusText ?? null,
    contentType: response?.contentType ?? null,
    bodyBytes: response?.body.length ?? null,
    bodyBase64: response === null ? null : base64Of(response.body),
    remoteAddress: response?.remoteAddress ?? null,
    timings: response === null ? null : httpTimingsToJson(response.timings),
    error,
  };
}

function httpTimingsToJson(timings: HttpTimings) {
  return {
    lookedUpMs: roundedMs(timings.lookedUp),
    connectedMs: roundedMs(timings.connected),
    securedMs: roundedMs(timings.secured),
    firstByteMs: roundedMs(timings.firstByte),
    totalMs: roundedMs(timings.total),
  };
}

function malformedToJson(events: readonly FlowEvent[]) {
  const step = findStep(events, 'response-rejected');
  if (step === null) return null;
  const { code, message, offset, path } = step.error;
  return { code, message, offset, path };
}

/** When each step happened, in milliseconds since the flow began. */
function timingsToJson(events: readonly FlowEvent[], durationMs: number) {
  return {
    totalMs: roundedMs(durationMs),
    steps: events.map(({ atMs, step }) => ({ step: step.type, atMs: roundedMs(atMs) })),
  };
}

/** Microseconds are what the clock is good for. */
function roundedMs(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1_000) / 1_000;
}
