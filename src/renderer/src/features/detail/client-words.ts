import { findStep } from '#shared/flow/find-step.ts';
import type { Flow } from '#shared/flow/flow.ts';
import type { ConnectionFacts } from '#shared/flow/steps/certificate-presented.ts';
import { clientAnswerWords } from '#shared/flow/steps/client-answered.ts';
import type { ClientResponse } from '#shared/model/mtls.ts';

/** The client's connection; null where nobody was connected. */
export function connectionOf(flow: Flow): ConnectionFacts | null {
  return findStep(flow.events, 'certificate-presented')?.connection ?? null;
}

/** What the client was told, in one line. */
export function answerWords(flow: Flow): string {
  const answered = findStep(flow.events, 'client-answered');
  if (answered !== null) return clientAnswerWords(answered.answer);
  return flow.outcome === null ? 'nothing yet' : 'nothing';
}

/** The body of an answer as a person reads it: JSON on lines of its own, anything else as it is. */
export function readableBody({ body }: ClientResponse): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Not JSON, or cut off: shown as it came.
    return body;
  }
}
