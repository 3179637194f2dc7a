import type { Fallback } from '../../model/policy.ts';
import type { Decision, RevocationStatus } from '../../model/verdict.ts';
import { decisionTone } from '../tone.ts';
import { optional, reading, type StepReading, text } from './step-reading.ts';

/** The client is let in or kept out. */
export interface DecisionMade {
  readonly type: 'decision-made';
  readonly decision: Decision;
  readonly fallback: Fallback | null;
}

/** The decision in the words of the product: `Authentication completed` or `Authentication denied`. */
export function decisionWords(outcome: Decision['outcome']): string {
  return outcome === 'allow' ? 'Authentication completed' : 'Authentication denied';
}

/** What was decided, by what. */
export function readDecisionMade(
  { decision, fallback }: DecisionMade,
  status: RevocationStatus | null,
): StepReading {
  const by = decidedByWords[decision.decidedBy];
  return reading({
    label: decisionWords(decision.outcome),
    detail: fallback === null ? `by ${by}` : `by ${by} (${fallback})`,
    tone: decisionTone(decision, status),
    facts: [text('Decided by', by), ...optional(text, 'Fallback', fallback)],
  });
}

const decidedByWords: Readonly<Record<Decision['decidedBy'], string>> = {
  handshake: 'the TLS handshake, before there was a certificate',
  chain: 'the certificate chain, before OCSP',
  'ocsp-not-enabled': 'the policy: OCSP is not enabled',
  status: 'the verified status',
  fallback: 'the fallback of the policy',
};
