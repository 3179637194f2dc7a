import type { Fallback } from '../../model/policy.ts';
import type { Decision, RevocationStatus } from '../../model/verdict.ts';
import { type FlowSource, hasClient } from '../source.ts';
import { decisionTone } from '../tone.ts';
import { optional, reading, type StepReading, text } from './step-reading.ts';

/** The client is let in or kept out. */
export interface DecisionMade {
  readonly type: 'decision-made';
  readonly decision: Decision;
  readonly fallback: Fallback | null;
}

/** How a decision is told: who asked for it, and whether it was cancelled before it could be made. */
export interface DecisionContext {
  readonly source: FlowSource;
  readonly status: RevocationStatus | null;
  readonly isCancelled: boolean;
}

/** The decision in the words of the product; where nobody was connected, what a server would do. */
export function decisionWords(outcome: Decision['outcome'], source: FlowSource): string {
  if (hasClient(source)) {
    return outcome === 'allow' ? 'Authentication completed' : 'Authentication denied';
  }
  return outcome === 'allow' ? 'A server would let it in' : 'A server would keep it out';
}

/** What was decided, by what. */
export function readDecisionMade(
  { decision, fallback }: DecisionMade,
  { source, status, isCancelled }: DecisionContext,
): StepReading {
  const by = decidedByWords[decision.decidedBy];
  return reading({
    label: isCancelled ? 'Cancelled' : decisionWords(decision.outcome, source),
    detail: fallback === null ? `by ${by}` : `by ${by} (${fallback})`,
    tone: isCancelled ? 'none' : decisionTone(decision, status),
    facts: [text('Decided by', by), ...optional(text, 'Fallback', fallback)],
  });
}

const decidedByWords: Readonly<Record<Decision['decidedBy'], string>> = {
  handshake: 'the TLS handshake, before there was a certificate',
  chain: 'the certificate chain, before OCSP',
  'ocsp-not-enabled': 'the policy: OCSP is not enabled',
  status: 'the verified status',
  fallback: 'the fallback of the policy',
  'another-program': 'another program, as which the server decides',
};
