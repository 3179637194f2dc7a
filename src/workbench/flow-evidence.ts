import type { Evidence } from '#engine/judge/evidence.ts';
import { savedAnswer } from '#engine/judge/saved-answer.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { findStep } from '#shared/flow/find-step.ts';
import type { Flow } from '#shared/flow/flow.ts';
import type { PresentedCertificate } from '#shared/model/certificate.ts';

/**
 * What a flow rested on, taken from its steps; null for one that showed no certificate. A flow that was stored
 * before its trust was recorded is taken to have trusted the issuer.
 */
export function evidenceOf(flow: Flow): Evidence | null {
  const presented = findStep(flow.events, 'certificate-presented');
  const certificate = decode(presented?.certificate ?? null);
  if (presented === null || certificate === null) return null;
  const chain = findStep(flow.events, 'chain-evaluated');
  const issuer = decode(chain?.issuer ?? null);
  const recorded = chain?.basis?.trustAnchors.flatMap((anchor) => decode(anchor) ?? []);
  return {
    certificate,
    presentedChain: presented.chain.flatMap((one) => decode(one) ?? []),
    trustAnchors: recorded ?? (issuer === null ? [] : [issuer]),
    purpose: chain?.basis?.purpose ?? (flow.source === 'check' ? 'any' : 'client'),
    answer: issuer === null ? null : answerOf(flow, certificate, issuer),
    unanswered: null,
  };
}

function answerOf(flow: Flow, certificate: Certificate, issuer: Certificate): Evidence['answer'] {
  const http = findStep(flow.events, 'response-received')?.response ?? null;
  const looked = findStep(flow.events, 'cache-looked-up');
  const response = http?.body ?? (looked?.outcome === 'hit' ? looked.response : null);
  if (response === null) return null;
  const sent = findStep(flow.events, 'request-sent')?.request.ocspRequest ?? null;
  const request = sent === null ? null : decodeRequest(sent);
  const asked = request?.ok ? request.value : null;
  return { ...savedAnswer({ certificate, issuer, response, request: asked }), http };
}

function decode(presented: PresentedCertificate | null): Certificate | null {
  if (presented === null) return null;
  const result = decodeCertificate(presented.der);
  return result.ok ? result.value : null;
}
