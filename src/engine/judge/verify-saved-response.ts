import { certIdHashOf, createCertId } from '#pki/ocsp/cert-id.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { OcspResponse } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { presentCertificate } from '#pki/x509/summary.ts';
import type { FlowEvent, FlowOutcome } from '#shared/flow/flow.ts';
import type { CertIdHash } from '#shared/model/ocsp.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { StatusReason } from '#shared/model/verdict.ts';
import { createFlowRecorder } from '../ask/flow-recorder.ts';
import { evaluateChain } from './chain/chain.ts';
import { configuredResponderCertificate } from './chain/configured-responder.ts';
import { decide } from './decision.ts';
import { chainFailure, malformedResponse } from './reasons.ts';
import { verifyResponse } from './verify-response.ts';

/** A saved answer and what it is to be judged by. */
export interface SavedResponse {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly chain: readonly Certificate[];
  readonly response: Uint8Array;
  /** The nonce that was sent, if the request is at hand. */
  readonly nonce: Uint8Array | null;
  readonly policy: Policy;
  readonly at: EpochMs;
}

/**
 * Judges a saved response as `authenticate` would, without a network. As nothing has to be asked, the status
 * is concluded even where the certificate's own chain fails; the decision is then still the chain's.
 */
export function verifySavedResponse(
  saved: SavedResponse,
  { clock, emit }: { readonly clock: Clock; readonly emit: (event: FlowEvent) => void },
): FlowOutcome {
  const recorder = createFlowRecorder(clock, emit);
  recorder.record({
    type: 'certificate-presented',
    certificate: presentCertificate(saved.certificate),
    chain: saved.chain.map(presentCertificate),
    connection: null,
  });
  const { evaluation } = evaluateChain({
    certificate: saved.certificate,
    intermediates: saved.chain,
    trustAnchors: [saved.issuer],
    at: saved.at,
    purpose: 'any',
  });
  const issuer = presentCertificate(saved.issuer);
  recorder.record({ type: 'chain-evaluated', evaluation, issuer });

  const conclusion = concludeFromSaved(saved);
  if (conclusion.rejected !== null)
    recorder.record({ type: 'response-rejected', error: conclusion.rejected });
  else
    recorder.record({
      type: 'checks-completed',
      checks: conclusion.checks,
      response: conclusion.response,
    });
  const { status, reason, revocation } = conclusion;
  recorder.record({ type: 'status-concluded', status, reason, revocation });

  const byStatus = decide(status, reason, saved.policy);
  const isTrusted = evaluation.outcome === 'trusted';
  const decision = isTrusted
    ? byStatus.decision
    : ({ outcome: 'deny', decidedBy: 'chain' } as const);
  recorder.record({
    type: 'decision-made',
    decision,
    fallback: isTrusted ? byStatus.fallback : null,
  });
  const chainReason: StatusReason | null = isTrusted ? null : chainFailure(evaluation.failure);
  return {
    decision,
    status,
    reason: reason ?? chainReason,
    revocation,
    response: conclusion.response,
    checks: conclusion.checks,
    fromCache: false,
    responderUri: null,
    durationMs: recorder.elapsedMs(),
  };
}

function concludeFromSaved(saved: SavedResponse) {
  const decoded = decodeResponse(saved.response);
  if (!decoded.ok) {
    return {
      status: 'indeterminate',
      reason: malformedResponse(decoded.error, null),
      revocation: null,
      checks: [],
      response: null,
      rejected: decoded.error,
    } as const;
  }
  const verdict = verifyResponse({
    response: decoded.value,
    certificate: saved.certificate,
    issuer: saved.issuer,
    chain: saved.chain,
    certId: createCertId(saved.certificate, saved.issuer, hashOfQuestion(decoded.value, saved)),
    nonce: saved.nonce,
    policy: saved.policy,
    at: saved.at,
    responderCertificate: configuredResponderCertificate(saved.policy),
  });
  const { status, reason, revocation, checks, summary } = verdict;
  return { status, reason, revocation, checks, response: summary, rejected: null };
}

/** The hash of the question that a saved answer was given to: that of its own CertID, as nobody kept the request. */
function hashOfQuestion(response: OcspResponse, saved: SavedResponse): CertIdHash {
  const answer = response.basic?.responses.find(
    ({ certId }) => Buffer.compare(certId.serialNumber, saved.certificate.serialNumber) === 0,
  );
  const named = answer === undefined ? null : certIdHashOf(answer.certId.hashAlgorithm);
  return named ?? saved.policy.hash;
}
