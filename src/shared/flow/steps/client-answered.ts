import { assertNever } from '../../model/result.ts';
import { reading, type StepReading, text } from './step-reading.ts';

/** What the client was told in the end. */
export type ClientAnswer =
  | { readonly kind: 'http'; readonly status: number; readonly statusText: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'client-gone' }
  /** The client was connected and had asked for nothing. */
  | { readonly kind: 'none' };

/** The client was told, or could not be. */
export interface ClientAnswered {
  readonly type: 'client-answered';
  readonly answer: ClientAnswer;
}

/** The answer, and who had asked. */
export function readClientAnswered({ answer }: ClientAnswered, source: string): StepReading {
  const words = clientAnswerWords(answer);
  return reading({
    label: 'Answer to the client',
    detail: words,
    facts: [text('Answer', words), text('Asked by', source)],
  });
}

/** What the client was told, in a few words. */
export function clientAnswerWords(answer: ClientAnswer): string {
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
