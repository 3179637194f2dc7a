import { assertNever } from '../model/result.ts';
import { clientInWords } from '../wording/client.ts';
import { reasonWords } from '../wording/reason.ts';
import { toSafeText } from '../wording/safe-text.ts';
import { findStep } from './find-step.ts';
import type { Flow, FlowOutcome, FlowRow } from './flow.ts';
import { type FlowSource, hasClient } from './source.ts';
import type { CaseOpened } from './steps/case-opened.ts';
import { decisionTone, type StatusTone } from './tone.ts';

/** The line that a flow has in a list. */
export function flowRowOf(flow: Flow): FlowRow {
  const opened = findStep(flow.events, 'case-opened');
  const first = flow.events[opened === null ? 0 : 1]?.step;
  const step = first?.type === 'certificate-presented' ? first : null;
  const presented = step?.certificate ?? null;
  const connection = step?.connection ?? null;
  const failure = first?.type === 'handshake-failed' ? first.failure : null;
  const { outcome } = flow;
  return {
    id: flow.id,
    source: flow.source,
    startedAt: flow.startedAt,
    label: toSafeText(
      presented?.summary.label ?? (failure === null ? 'no certificate' : 'TLS handshake'),
    ),
    serialNumber: presented?.summary.serialNumber ?? '',
    client: connection === null ? (failure?.peerAddress ?? null) : clientInWords(connection),
    verdict:
      outcome === null
        ? null
        : {
            decision: outcome.decision,
            status: outcome.status,
            words: `${outcomeWords(outcome, flow.source)}${changedWords(opened)}`,
            fromCache: outcome.fromCache,
            durationMs: outcome.durationMs,
          },
  };
}

/** A list of cases shows which of them come to another verdict than they did. */
function changedWords(opened: CaseOpened | null): string {
  return (opened?.changes ?? []).length > 0 ? ' · changed' : '';
}

/** "Denied · revoked, keyCompromise": what was decided, and why, in a few words. */
export function outcomeWords(outcome: FlowOutcome, source: FlowSource): string {
  if (outcome.reason?.code === 'cancelled') return cancelledWord;
  return `${decisionWord(outcome, source)} · ${causeWords(outcome)}`;
}

const cancelledWord = 'Cancelled';

/** Whether the person ended it before there was a decision. */
export function isCancelled({ verdict }: FlowRow): boolean {
  return verdict?.words === cancelledWord;
}

/** A check decides on nobody: it says what a server would do. */
function decisionWord({ decision }: FlowOutcome, source: FlowSource): string {
  const isAllowed = decision.outcome === 'allow';
  if (!hasClient(source)) return isAllowed ? 'Would pass' : 'Would be denied';
  if (decision.decidedBy === 'fallback') return isAllowed ? 'Allowed' : 'Blocked';
  return isAllowed ? 'Completed' : 'Denied';
}

function causeWords(outcome: FlowOutcome): string {
  const { decidedBy } = outcome.decision;
  switch (decidedBy) {
    case 'handshake':
      return outcome.reason?.message.replace(/\.$/, '') ?? 'the handshake failed';
    case 'chain':
      return shortReason(outcome);
    case 'ocsp-not-enabled':
      return 'OCSP not enabled';
    case 'fallback':
      return outcome.status === 'unknown'
        ? withCache('status unknown', outcome)
        : `check failed: ${shortReason(outcome)}`;
    case 'status': {
      const reason = outcome.revocation?.reason;
      const words =
        reason === null || reason === undefined
          ? `${outcome.status}`
          : `${outcome.status}, ${reason}`;
      return withCache(words, outcome);
    }
    case 'another-program':
      return outcome.reason?.code.replaceAll('-', ' ') ?? 'decided as another program';
    default:
      return assertNever(decidedBy);
  }
}

function withCache(words: string, { fromCache }: FlowOutcome): string {
  return fromCache ? `${words}, from the cache` : words;
}

function shortReason({ reason }: FlowOutcome): string {
  return reason === null ? 'no reason given' : reasonWords(reason.code);
}

/** The tone in which a row is shown. */
export function rowTone({ verdict }: FlowRow): StatusTone {
  return verdict === null ? 'running' : decisionTone(verdict.decision, verdict.status);
}
