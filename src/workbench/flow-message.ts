import type { Flow, FlowStep } from '#shared/flow/flow.ts';
import { assertNever } from '#shared/model/result.ts';

/** The bytes that a step of a flow is about: a certificate, a request or a response; null where it has none. */
export function messageOf(flow: Flow, eventIndex: number): Uint8Array | null {
  const step = flow.events[eventIndex]?.step;
  return step === undefined ? null : bytesOfStep(step);
}

function bytesOfStep(step: FlowStep): Uint8Array | null {
  switch (step.type) {
    case 'certificate-presented':
      return step.certificate?.der ?? null;
    case 'chain-evaluated':
      return step.issuer?.der ?? null;
    case 'cache-looked-up':
      return step.outcome === 'hit' ? step.response : null;
    case 'request-sent':
      return step.request.ocspRequest;
    case 'response-received':
      return step.response.body;
    case 'exchange-failed':
      return step.response?.body ?? null;
    case 'ocsp-not-enabled':
    case 'responder-uri-chosen':
    case 'responder-uri-missing':
    case 'response-rejected':
    case 'checks-completed':
    case 'status-concluded':
    case 'cache-stored':
    case 'decision-made':
    case 'client-answered':
      return null;
    default:
      return assertNever(step);
  }
}
