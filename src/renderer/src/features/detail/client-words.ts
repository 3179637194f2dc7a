import type { ClientAnswer, ConnectionFacts, Flow } from '#shared/flow/flow.ts';
import type { ClientResponse } from '#shared/model/mtls.ts';
import { assertNever } from '#shared/model/result.ts';

/** The client's connection; null where nobody was connected. */
export function connectionOf(flow: Flow): ConnectionFacts | null {
  for (const { step } of flow.events) {
    if (step.type === 'certificate-presented') return step.connection;
  }
  return null;
}

/** What the client was told, in one line. */
export function answerWords(flow: Flow): string {
  for (const { step } of flow.events) {
    if (step.type === 'client-answered') return wordsOf(step.answer);
  }
  return flow.outcome === null ? 'nothing yet' : 'nothing';
}

function wordsOf(answer: ClientAnswer): string {
  switch (answer.kind) {
    case 'http':
      return `HTTP ${answer.status} ${answer.statusText}`.trim();
    case 'closed':
      return 'its connection closed, without an answer';
    case 'client-gone':
      return 'nothing: it had gone before the decision';
    case 'none':
      return 'nothing';
    default:
      return assertNever(answer);
  }
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
