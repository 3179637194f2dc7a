import type { OcspResponse, OwnCertId, SingleResponse } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { examineIssuance } from '#pki/x509/issuance.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import type { ResponseSummary, Revocation } from '#shared/model/ocsp.ts';
import type { CheckPolicy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { CheckResult, RevocationStatus, StatusReason } from '#shared/model/verdict.ts';
import type { Check, CheckContext } from './checks/check.ts';
import { findSigner } from './checks/find-signer.ts';
import type { Failure } from './checks/finding.ts';
import { matchSingles, strictestOf } from './checks/match-singles.ts';
import { checks } from './checks/registry.ts';
import { summarizeResponderId } from './checks/responder-id-text.ts';
import type { Kept } from './evidence.ts';

/** A decoded response, and everything that it is judged by. */
export interface ResponseQuestion {
  readonly response: OcspResponse;
  /** The certificate whose status is asked. */
  readonly certificate: Certificate;
  /** The CA that is taken for its issuer. */
  readonly issuer: Certificate;
  /** The other certificates that the client sent or that lead to trust: the signer may be among them. */
  readonly chain: readonly Certificate[];
  /** The CertID that was asked. */
  readonly certId: OwnCertId;
  /** The nonce that was sent; null if none was, or none is known. */
  readonly nonce: Uint8Array | null;
  readonly policy: CheckPolicy;
  /** The verification time. */
  readonly at: EpochMs;
  /** The configured responder certificate. */
  readonly responderCertificate: Certificate | null;
  /** Set where the answer was kept in the cache since an earlier question. */
  readonly kept: Kept | null;
}

/** What a response comes to, with every check behind it. */
export interface ResponseVerdict {
  readonly status: RevocationStatus;
  /** Why the status is indeterminate; null where it is not. */
  readonly reason: StatusReason | null;
  /** Set where the status is revoked. */
  readonly revocation: Revocation | null;
  readonly checks: readonly CheckResult[];
  /** null where there is no BasicOCSPResponse. */
  readonly summary: ResponseSummary | null;
  /** The SingleResponse that counts, whether or not it can be trusted. */
  readonly single: SingleResponse | null;
  /** The certificate whose key verified the signature, whether or not it may sign. */
  readonly signer: Certificate | null;
  /** The end of validity of the certificate that the signer's right rests on; null where it has none. */
  readonly signerNotAfter: EpochMs | null;
}

/**
 * Judges a response. All checks run; if one fails the status is `indeterminate` and the first of them in the
 * order of the registry gives the reason, so forged or replayed bytes yield neither `good` nor `revoked`.
 */
export function verifyResponse(
  question: ResponseQuestion,
  registry: readonly Check[] = checks,
): ResponseVerdict {
  const context = createContext(question);
  const results: CheckResult[] = [];
  let failed: StatusReason | null = null;
  for (const check of registry) {
    const finding = check.run(context);
    if (finding.outcome === 'fail') failed ??= reasonOf(check, finding);
    const { outcome, message, evidence } = finding;
    const { id, title, citation } = check;
    results.push({ id, title, outcome, citation, message, evidence });
  }
  const { single } = context;
  const found = context.signer?.signer ?? null;
  const verified = found?.signature === 'valid' ? found.certificate : null;
  const reason = failed ?? (single === null ? noAnswer : null);
  const certStatus = reason === null ? single?.certStatus : undefined;
  return {
    status: certStatus?.status ?? 'indeterminate',
    reason,
    revocation: certStatus?.status === 'revoked' ? certStatus.revocation : null,
    checks: results,
    summary: summarize(context, verified),
    single,
    signer: verified,
    signerNotAfter:
      found === null
        ? null
        : (found.authority.path === 'delegated' ? found.certificate : context.issuer).notAfter,
  };
}

function createContext(question: ResponseQuestion): CheckContext {
  const { response, certificate, issuer, responderCertificate, certId } = question;
  const { chain, nonce, policy, at, kept } = question;
  const { basic } = response;
  const issuance = examineIssuance(certificate, issuer);
  const matches =
    basic === null || issuance !== 'issued' ? [] : matchSingles(basic.responses, question);
  const asked = { certificate, issuer, issuance, responderCertificate, chain, policy, at, kept };
  // Each property by name: spreading the question takes several times as long, on every answer.
  return {
    response,
    basic,
    certificate,
    issuer,
    responderCertificate,
    certId,
    issuance,
    nonce,
    kept,
    policy,
    at,
    matches,
    single: strictestOf(matches),
    signer: basic === null ? null : findSigner(basic, asked),
  };
}

function reasonOf({ id }: Check, { code, message, remedy }: Failure): StatusReason {
  return { code, message, remedy, check: id };
}

/** For a response without an answer that no check refused: none is known, and none must ever count as good. */
const noAnswer: StatusReason = {
  code: 'no-answer',
  message: 'The response holds no answer about the certificate.',
  remedy: null,
  check: null,
};

function summarize(
  { basic, single, signer }: CheckContext,
  verified: Certificate | null,
): ResponseSummary | null {
  if (basic === null) return null;
  return {
    producedAt: basic.producedAt,
    thisUpdate: single?.thisUpdate ?? null,
    nextUpdate: single?.nextUpdate ?? null,
    responderId: summarizeResponderId(basic.responderId, signer?.signer?.certificate ?? null),
    signatureAlgorithm: identifySignatureAlgorithm(basic.signatureAlgorithm).name,
    signer: verified === null ? null : verified.facts.subjectText,
    certStatus: single?.certStatus.status ?? null,
  };
}
