import type { Flow } from './flow.ts';
import { readStep } from './steps/read-step.ts';

/** The octets that a step of a flow is about: a certificate, a request or a response; null where it has none. */
export function findMessage(flow: Flow, eventIndex: number): Uint8Array | null {
  const step = flow.events[eventIndex]?.step;
  return step === undefined ? null : (readStep(flow, step).message?.octets ?? null);
}

/** The step that carries the OCSP response: it came, or the cache had it; null where there is none. */
export function findResponseIndex(flow: Flow): number | null {
  const index = flow.events.findIndex(
    ({ step }) => readStep(flow, step).message?.what === 'response',
  );
  return index < 0 ? null : index;
}

/** The step whose octets are most worth looking into: the response, else the request, else the certificate. */
export function findMessageStep(
  flow: Flow,
): { readonly eventIndex: number; readonly what: string } | null {
  const messages = flow.events.map(({ step }) => readStep(flow, step).message?.what ?? null);
  for (const wanted of ['response', 'body', 'request', 'certificate'] as const) {
    const eventIndex = messages.indexOf(wanted);
    if (eventIndex >= 0) return { eventIndex, what: wanted === 'body' ? 'answer' : wanted };
  }
  return null;
}
