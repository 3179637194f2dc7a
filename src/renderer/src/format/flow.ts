import type { FlowRow, FlowSource } from '#shared/flow/flow.ts';
import { assertNever } from '#shared/model/result.ts';
import type { Decision, RevocationStatus } from '#shared/model/verdict.ts';

/** The colour family of a decision: its status where one was concluded; a chain that fails counts as revoked. */
export type StatusTone = RevocationStatus | 'none' | 'running';

/** The tone in which a decision is shown. */
export function decisionTone(decision: Decision, status: RevocationStatus | null): StatusTone {
  if (status !== null) return status;
  return decision.decidedBy === 'chain' ? 'revoked' : 'none';
}

/** The tone in which a row is shown. */
export function rowTone(row: FlowRow): StatusTone {
  return row.verdict === null ? 'running' : decisionTone(row.verdict.decision, row.verdict.status);
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
    default:
      return assertNever(source);
  }
}
