import type { Decision, RevocationStatus } from '../model/verdict.ts';

/** The colour family of a decision: its status where one was concluded; a chain that fails counts as revoked. */
export type StatusTone = RevocationStatus | 'none' | 'running';

/** The tone in which a decision is shown. */
export function decisionTone(decision: Decision, status: RevocationStatus | null): StatusTone {
  if (status !== null) return status;
  return decision.decidedBy === 'chain' || decision.decidedBy === 'handshake' ? 'revoked' : 'none';
}
