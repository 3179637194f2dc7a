import { assertNever } from '../model/result.ts';

/** Who asked for the decision. */
export type FlowSource = 'check' | 'mtls' | 'client' | 'scenario' | 'saved-response' | 'case';

/** Whether a client was connected; else a person asked in its place, and nobody was authenticated. */
export function hasClient(source: FlowSource): boolean {
  return source === 'mtls' || source === 'client' || source === 'scenario';
}

/** Who asked for a decision, in a word. */
export function sourceWords(source: FlowSource): string {
  switch (source) {
    case 'check':
      return 'check';
    case 'mtls':
      return 'mTLS';
    case 'client':
      return 'built-in client';
    case 'scenario':
      return 'scenario';
    case 'saved-response':
      return 'saved response';
    case 'case':
      return 'case';
    default:
      return assertNever(source);
  }
}
