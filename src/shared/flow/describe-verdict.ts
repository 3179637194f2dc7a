import { fallbackCauseOf, fallbackCauseWords } from '../model/fallback-cause.ts';
import type { Revocation } from '../model/ocsp.ts';
import { fallbackFor } from '../model/policy.ts';
import { assertNever } from '../model/result.ts';
import { cameOverHttp } from '../model/transport.ts';
import { clientInWords } from '../wording/client.ts';
import { toSafeText } from '../wording/safe-text.ts';
import { asSentence } from '../wording/sentence.ts';
import { toReadableSerial } from '../wording/serial.ts';
import { toLocalTime, toReadableDuration, toReadableSpan, toReadableUtc } from '../wording/time.ts';
import { findStep, judgedAttempt } from './find-step.ts';
import type { Flow, FlowOutcome } from './flow.ts';
import { judgedAt } from './judged-at.ts';
import { hasClient } from './source.ts';
import { decisionWords } from './steps/decision-made.ts';
import { decisionTone, type StatusTone } from './tone.ts';

/** The shape that goes with the words, so that colour never stands alone. */
export type VerdictMark = 'completed' | 'denied' | 'running' | 'cancelled';

/** A verdict as a person reads it: what was decided, why, what the client saw, what would make it pass. */
export interface VerdictDescription {
  readonly tone: StatusTone;
  readonly mark: VerdictMark;
  /** Who was decided on: the client's certificate, and its program where something tells; null where nobody knows. */
  readonly subject: string | null;
  readonly heading: string;
  readonly sentence: string;
  /** The word of the sentence that carries it ("revoked"); null for none. */
  readonly emphasis: string | null;
  readonly client: string | null;
  readonly remedy: string | null;
}

/** Puts a flow's verdict into words; a running flow is described by the step it has reached. */
export function describeVerdict(flow: Flow): VerdictDescription {
  const verdict = verdictOf(flow);
  const safe = (text: string | null) => (text === null ? null : toSafeText(text));
  return {
    ...verdict,
    subject: safe(verdict.subject),
    sentence: toSafeText(verdict.sentence),
    remedy: safe(verdict.remedy),
  };
}

function verdictOf(flow: Flow): VerdictDescription {
  const { outcome } = flow;
  if (outcome === null) return describeRunning(flow);
  if (outcome.reason?.code === 'cancelled') return describeCancelled(flow, outcome);
  const reasoning = reasonOf(flow, outcome);
  return {
    tone: decisionTone(outcome.decision, outcome.status),
    mark: outcome.decision.outcome === 'allow' ? 'completed' : 'denied',
    subject: subjectOf(flow),
    heading: decisionWords(outcome.decision.outcome, flow.source),
    client: clientLine(flow),
    ...reasoning,
  };
}

/** `lab-client-good, probably curl`: the certificate by its name, else how the client came. */
function subjectOf(flow: Flow): string | null {
  const presented = findStep(flow.events, 'certificate-presented');
  if (presented === null) {
    return findStep(flow.events, 'handshake-failed')?.failure.peerAddress ?? null;
  }
  const { certificate, connection } = presented;
  const program = connection === null ? null : clientInWords(connection);
  const name = certificate?.summary.label ?? 'A client without a certificate';
  return program === null ? name : `${name}, ${program}`;
}

type Reasoning = Pick<VerdictDescription, 'sentence' | 'emphasis' | 'remedy'>;

function reasonOf(flow: Flow, outcome: FlowOutcome): Reasoning {
  switch (outcome.decision.decidedBy) {
    case 'handshake':
      return {
        sentence: asSentence(outcome.reason?.message ?? 'the TLS handshake failed'),
        emphasis: null,
        remedy: outcome.reason?.remedy ?? null,
      };
    case 'chain':
      return describeChain(outcome);
    case 'ocsp-not-enabled':
      return {
        sentence:
          'OCSP checking is not enabled: nobody was asked whether this certificate is revoked.',
        emphasis: 'not enabled',
        remedy: 'Turn OCSP checking on to ask the responder.',
      };
    case 'status':
      return outcome.status === 'revoked'
        ? describeRevoked(flow, outcome)
        : describeGood(flow, outcome);
    case 'fallback':
      return outcome.status === 'unknown'
        ? describeUnknown(flow, outcome)
        : describeIndeterminate(flow, outcome);
    case 'another-program':
      return {
        sentence: asSentence(outcome.reason?.message ?? 'another program decided'),
        emphasis: null,
        remedy: null,
      };
    default:
      return assertNever(outcome.decision.decidedBy);
  }
}

function describeChain(outcome: FlowOutcome): Reasoning {
  const why = asSentence(outcome.reason?.message ?? 'the certificate chain does not hold');
  return {
    sentence: outcome.status === null ? `${why} OCSP was not asked.` : why,
    emphasis: null,
    remedy: outcome.reason?.remedy ?? null,
  };
}

function describeGood(flow: Flow, outcome: FlowOutcome): Reasoning {
  const validity =
    outcome.response?.nextUpdate == null
      ? 'It promises no next update.'
      : `The answer holds until ${toReadableUtc(outcome.response.nextUpdate)}.`;
  return {
    sentence: `${answerer(flow, outcome)} says this certificate is good. ${validity}${nextQuestion(flow)}`,
    emphasis: 'good',
    remedy: null,
  };
}

/** A reason beside the status is about a CA above the certificate. */
function describeRevoked(flow: Flow, outcome: FlowOutcome): Reasoning {
  const { reason, revocation } = outcome;
  const says =
    reason === null
      ? `${answerer(flow, outcome)} says this certificate ${revocationWords(revocation)}.`
      : asSentence(reason.message);
  return {
    sentence: `${says} Fallback does not apply to a verified answer.`,
    emphasis: 'revoked',
    remedy: reason?.remedy ?? null,
  };
}

function revocationWords(revocation: Revocation | null): string {
  if (revocation === null) return 'is revoked';
  if (revocation.time === 0 && revocation.reason === 'certificateHold') {
    return 'is revoked, as it answers for certificates that were never issued (certificateHold at 1970-01-01)';
  }
  return `was revoked on ${toReadableUtc(revocation.time)} (${revocation.reason ?? 'no reason given'})`;
}

function describeUnknown(flow: Flow, outcome: FlowOutcome): Reasoning {
  const serial =
    findStep(flow.events, 'certificate-presented')?.certificate?.summary.serialNumber ?? null;
  const what = serial === null ? 'this certificate' : `serial ${toReadableSerial(serial)}`;
  const { reason } = outcome;
  const says =
    reason === null
      ? `${answerer(flow, outcome)} says unknown: the responder does not know ${what}.`
      : asSentence(reason.message);
  return {
    sentence: `${says} ${fallbackWords(flow, outcome)}`,
    emphasis: 'unknown',
    remedy:
      reason?.remedy ?? 'To pass by status, a responder that knows this certificate must be asked.',
  };
}

function describeIndeterminate(flow: Flow, outcome: FlowOutcome): Reasoning {
  const { reason } = outcome;
  const failed = outcome.checks.find((check) => check.id === reason?.check);
  const why = asSentence(reason?.message ?? 'the check failed');
  const lead =
    failed === undefined ? 'There is no answer to trust.' : `The check “${failed.title}” failed.`;
  return {
    sentence: `${lead} ${why} ${fallbackWords(flow, outcome)}`,
    emphasis: failed?.title ?? null,
    remedy: reason?.remedy ?? null,
  };
}

function fallbackWords(
  { policy, source }: Flow,
  { status, reason, decision }: FlowOutcome,
): string {
  const cause = fallbackCauseOf(status === 'unknown' ? status : 'indeterminate', reason);
  const isOwn = policy.fallbackByCause[cause] !== null;
  const fallback = isOwn ? `Fallback for “${fallbackCauseWords[cause]}”` : 'Fallback';
  const who = hasClient(source) ? 'the client is' : 'the client would be';
  return decision.outcome === 'allow'
    ? `${fallback} is set to allow, so ${who} let in.`
    : `${fallback} is set to block, so ${who} kept out.`;
}

/** When a kept answer is no longer served. */
function nextQuestion(flow: Flow): string {
  const lookup = findStep(judgedAttempt(flow.events), 'cache-looked-up');
  return lookup?.outcome === 'hit'
    ? ` This server asks again at ${toLocalTime(lookup.entry.expiresAt, judgedAt(flow))}.`
    : '';
}

/** Who gave the answer, and whether it came now or from the cache. */
function answerer(flow: Flow, outcome: FlowOutcome): string {
  const lookup = findStep(judgedAttempt(flow.events), 'cache-looked-up');
  const hit = lookup?.outcome === 'hit' ? lookup : null;
  if (isSavedResponse(flow)) return 'The saved response';
  if (hit === null) return `The responder${hostOf(outcome.responderUri)}`;
  const kept = Math.max(0, judgedAt(flow) - hit.entry.storedAt);
  return kept < 1_000
    ? 'An answer cached a moment ago'
    : `An answer kept in the cache for ${toReadableSpan(kept)}`;
}

/** Whether the octets of the answer come from a file, and nobody knows how they came into it. */
function isSavedResponse({ source, events }: Flow): boolean {
  if (source === 'saved-response') return true;
  const received = findStep(judgedAttempt(events), 'response-received');
  return source === 'case' && received !== null && !cameOverHttp(received.response);
}

function hostOf(uri: string | null): string {
  const match = uri === null ? null : /^https?:\/\/(?:[^/@]*@)?([^/?#]+)/i.exec(uri);
  return match?.[1] === undefined ? '' : ` ${match[1]}`;
}

function clientLine(flow: Flow): string {
  const answer = findStep(flow.events, 'client-answered')?.answer;
  switch (answer?.kind) {
    case 'http':
      return `The client received HTTP ${[answer.status, answer.statusText].join(' ').trim()}.`;
    case 'closed':
      return 'The client saw its connection closed without an answer.';
    case 'client-gone':
      return 'The client had gone before it could be answered.';
    case 'none':
      return 'The client is connected and had asked for nothing yet.';
    case undefined:
      if (flow.source === 'case') return 'Judged from a file; no message was sent.';
      return flow.source === 'saved-response'
        ? 'A saved response was judged; no message was sent.'
        : 'No client was connected: you asked in its place.';
    default:
      return assertNever(answer);
  }
}

function describeCancelled(flow: Flow, outcome: FlowOutcome): VerdictDescription {
  const fallback = fallbackFor(flow.policy, 'no-answer');
  return {
    tone: 'none',
    mark: 'cancelled',
    subject: subjectOf(flow),
    heading: hasClient(flow.source) ? 'Authentication cancelled' : 'Check cancelled',
    sentence: `You cancelled it after ${toReadableDuration(outcome.durationMs)}, before there was an answer. With fallback ${fallback}, the client would be ${fallback === 'allow' ? 'let in' : 'kept out'}.`,
    emphasis: null,
    client: null,
    remedy: null,
  };
}

function describeRunning(flow: Flow): VerdictDescription {
  return {
    tone: 'running',
    mark: 'running',
    subject: subjectOf(flow),
    heading: 'Checking…',
    sentence: progressWords(flow),
    emphasis: null,
    client: null,
    remedy: null,
  };
}

function progressWords(flow: Flow): string {
  const step = flow.events.at(-1)?.step;
  switch (step?.type) {
    case 'request-sent':
      return `Waiting for the responder${hostOf(findStep(flow.events, 'responder-uri-chosen')?.uri ?? null)} to answer.`;
    case 'response-received':
      return 'The responder answered; the answer is being checked.';
    case undefined:
      return 'The certificate is being read.';
    default:
      return 'The decision is being made.';
  }
}
