import type { AskedOver, Evidence } from '#engine/judge/evidence.ts';
import { savedAnswer } from '#engine/judge/saved-answer.ts';
import { loadOcspRequest } from '#inspect/load-objects.ts';
import type { OcspRequest } from '#pki/ocsp/types.ts';
import { findExchange, findStep } from '#shared/flow/find-step.ts';
import type { FlowEvent } from '#shared/flow/flow.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';
import type { PresentedFiles } from './presentation.ts';

/** What was asked and answered, as far as it is at hand. */
export interface Exchanged {
  readonly request: OcspRequest | null;
  readonly http: HttpResponseRecord | null;
  /** How the request was sent; null where nobody knows. */
  readonly asked?: AskedOver | null;
  readonly response: Uint8Array;
}

/** The evidence that a command judges; `exchanged` is null where no answer came. */
export function evidenceFrom(
  { certificate, chain, trustAnchors, issuer, purpose }: PresentedFiles,
  exchanged: Exchanged | null,
): Evidence {
  const presented = { certificate, presentedChain: chain, trustAnchors, purpose };
  if (issuer === null) {
    const name = certificate.facts.issuerText;
    const unanswered = { code: 'issuer-not-at-hand', issuer: name } as const;
    return { ...presented, answer: null, unanswered };
  }
  if (exchanged === null) return { ...presented, answer: null, unanswered: null };
  const { request, response, http, asked = null } = exchanged;
  const answer = { ...savedAnswer({ certificate, issuer, response, request }), http, asked };
  return { ...presented, answer, unanswered: null };
}

/** The evidence that a flow judged, as far as its events tell: the answer, or why there is none. */
export function evidenceOfFlow(presented: PresentedFiles, events: readonly FlowEvent[]): Evidence {
  const { error } = findExchange(events);
  if (error !== null) return { ...evidenceFrom(presented, null), unanswered: error };
  if (findStep(events, 'responder-uri-missing') !== null) {
    return { ...evidenceFrom(presented, null), unanswered: { code: 'no-responder-uri' } };
  }
  return evidenceFrom(presented, exchangedIn(events));
}

/** What a flow asked and was answered; null where no HTTP response with a body came. */
export function exchangedIn(events: readonly FlowEvent[]): Exchanged | null {
  const { response: http, request: sent } = findExchange(events);
  if (http === null || http.body.length === 0) return null;
  const request = sent === null ? null : loadOcspRequest(sent.ocspRequest);
  const asked = sent === null ? null : { method: sent.method, url: sent.url };
  return { request: request?.ok === true ? request.value : null, asked, http, response: http.body };
}
