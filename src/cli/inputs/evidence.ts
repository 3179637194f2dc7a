import type { Evidence } from '#engine/judge/evidence.ts';
import { loadOcspRequest } from '#inspect/load-objects.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import { findExchange, findStep } from '#shared/flow/find-step.ts';
import type { FlowEvent } from '#shared/flow/flow.ts';
import type { CertIdHash } from '#shared/model/ocsp.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';
import type { PresentedFiles } from './presentation.ts';

/** What was asked and answered, as far as it is at hand. */
export interface Exchanged {
  readonly request: Uint8Array | null;
  readonly nonce: Uint8Array | null;
  readonly http: HttpResponseRecord | null;
  readonly response: Uint8Array;
}

/** The evidence that a command judged; `exchanged` is null where no answer came. */
export function evidenceFrom(
  { certificate, chain, trustAnchors, issuer }: PresentedFiles,
  exchanged: Exchanged | null,
  hash: CertIdHash,
): Evidence {
  const answer =
    exchanged === null
      ? null
      : { issuer, certId: createCertId(certificate, issuer, hash), ...exchanged };
  return { certificate, presentedChain: chain, trustAnchors, purpose: 'any', answer };
}

/** What a flow asked and was answered; null where no HTTP response with a body came. */
export function exchangedIn(events: readonly FlowEvent[]): Exchanged | null {
  const { response: http } = findExchange(events);
  if (http === null || http.body.length === 0) return null;
  const request = findStep(events, 'request-sent')?.request.ocspRequest ?? null;
  const decoded = request === null ? null : loadOcspRequest(request);
  const nonce = decoded?.ok === true ? decoded.value.nonce : null;
  return { request, nonce, http, response: http.body };
}
