import type { Flow, FlowOutcome, FlowRow } from '#shared/flow/flow.ts';
import { assertNever } from '#shared/model/result.ts';

/** The line that a flow has in a list. */
export function flowRowOf(flow: Flow): FlowRow {
  const first = flow.events[0]?.step;
  const presented = first?.type === 'certificate-presented' ? first.certificate : null;
  const { outcome } = flow;
  return {
    id: flow.id,
    source: flow.source,
    startedAt: flow.startedAt,
    label: presented?.summary.label ?? 'no certificate',
    serialNumber: presented?.summary.serialNumber ?? '',
    verdict:
      outcome === null
        ? null
        : {
            decision: outcome.decision,
            status: outcome.status,
            words: outcomeWords(outcome),
            fromCache: outcome.fromCache,
            durationMs: outcome.durationMs,
          },
  };
}

/** "Denied · revoked, keyCompromise": what was decided, and why, in a few words. */
export function outcomeWords(outcome: FlowOutcome): string {
  if (outcome.reason?.code === 'cancelled') return 'Cancelled';
  return `${decisionWord(outcome)} · ${causeWords(outcome)}`;
}

function decisionWord({ decision }: FlowOutcome): string {
  if (decision.decidedBy === 'fallback')
    return decision.outcome === 'allow' ? 'Allowed' : 'Blocked';
  return decision.outcome === 'allow' ? 'Completed' : 'Denied';
}

function causeWords(outcome: FlowOutcome): string {
  const { decidedBy } = outcome.decision;
  switch (decidedBy) {
    case 'chain':
      return shortCode(outcome);
    case 'ocsp-not-enabled':
      return 'OCSP not enabled';
    case 'fallback':
      return outcome.status === 'unknown'
        ? withCache('status unknown', outcome)
        : `check failed: ${shortCode(outcome)}`;
    case 'status': {
      const reason = outcome.revocation?.reason;
      const words =
        reason === null || reason === undefined
          ? `${outcome.status}`
          : `${outcome.status}, ${reason}`;
      return withCache(words, outcome);
    }
    default:
      return assertNever(decidedBy);
  }
}

function withCache(words: string, { fromCache }: FlowOutcome): string {
  return fromCache ? `${words}, from cache` : words;
}

/** Reason codes are kebab-case words that read as they stand. */
function shortCode({ reason }: FlowOutcome): string {
  return reason === null ? 'no reason given' : reason.code.replaceAll('-', ' ');
}
