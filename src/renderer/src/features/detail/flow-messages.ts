import type { Flow } from '#shared/flow/flow.ts';
import type { HttpRequestRecord, HttpResponseRecord } from '#shared/model/transport.ts';
import { stepFacts } from './step-facts.ts';

/** The step whose bytes are most worth looking into: the response, else the request, else the certificate. */
export function findMessageStep(
  flow: Flow,
): { readonly eventIndex: number; readonly what: string } | null {
  for (const wanted of ['response', 'body', 'request', 'certificate'] as const) {
    const eventIndex = flow.events.findIndex(
      (_, index) => stepFacts(flow, index)?.message === wanted,
    );
    if (eventIndex >= 0) return { eventIndex, what: wanted === 'body' ? 'answer' : wanted };
  }
  return null;
}

/** The HTTP exchange of a flow, as far as it went. */
export interface Exchange {
  readonly request: HttpRequestRecord | null;
  readonly response: HttpResponseRecord | null;
  readonly failure: string | null;
}

/** Finds the exchange of a flow; null where no message left. */
export function findExchange(flow: Flow): Exchange | null {
  let request: HttpRequestRecord | null = null;
  let response: HttpResponseRecord | null = null;
  let failure: string | null = null;
  for (const { step } of flow.events) {
    if (step.type === 'request-sent') request = step.request;
    if (step.type === 'response-received') response = step.response;
    if (step.type === 'exchange-failed') {
      response = step.response;
      failure = step.error.code;
    }
  }
  return request === null && response === null ? null : { request, response, failure };
}
