import type { CheckOutcome } from '../../model/verdict.ts';
import { describePolicy } from '../../wording/policy.ts';
import { toReadableSerial } from '../../wording/serial.ts';
import { toReadableDuration, toReadableUtc } from '../../wording/time.ts';
import { describeVerdict } from '../describe-verdict.ts';
import { findStep } from '../find-step.ts';
import type { Flow } from '../flow.ts';
import { sourceWords } from '../source.ts';
import { readStep } from '../steps/read-step.ts';
import type { StepMessage } from '../steps/step-reading.ts';
import type { StatusTone } from '../tone.ts';

/** A flow as a ticket needs it: everything in words, with the octets that prove it. */
export interface FlowReport {
  readonly title: string;
  readonly verdict: {
    readonly heading: string;
    readonly sentence: string;
    readonly tone: StatusTone;
  };
  readonly facts: readonly ReportLine[];
  readonly steps: readonly ReportStep[];
  readonly checks: readonly ReportCheck[];
  readonly policy: readonly ReportLine[];
  readonly messages: readonly ReportMessage[];
}

/** A name and what it is. */
export interface ReportLine {
  readonly label: string;
  readonly value: string;
}

/** A step with the time since the flow began. */
export interface ReportStep {
  readonly time: string;
  readonly label: string;
  readonly detail: string | null;
}

/** A check as it went. */
export interface ReportCheck {
  readonly title: string;
  readonly outcome: CheckOutcome;
  readonly message: string;
  readonly citation: string;
  readonly evidence: readonly ReportLine[];
}

/** A message of the flow, octet by octet. */
export interface ReportMessage {
  readonly title: string;
  readonly octets: Uint8Array;
}

const messageTitles: Readonly<Record<StepMessage['what'], string>> = {
  certificate: 'Certificate',
  issuer: 'Issuing CA',
  request: 'OCSP request',
  response: 'OCSP response',
  body: 'Answer that is no OCSP response',
};

/** Reports a flow. */
export function reportFlow(flow: Flow): FlowReport {
  const { heading, sentence, tone } = describeVerdict(flow);
  const readings = flow.events.map(({ atMs, step }) => ({ atMs, reading: readStep(flow, step) }));
  return {
    title: `${heading}: ${subjectOf(flow)}`,
    verdict: { heading, sentence, tone },
    facts: factsOf(flow),
    steps: readings.map(({ atMs, reading }) => ({
      time: toReadableDuration(atMs),
      label: reading.label,
      detail: reading.detail,
    })),
    checks: (flow.outcome?.checks ?? []).map(({ title, outcome, message, citation, evidence }) => ({
      title,
      outcome,
      message,
      citation,
      evidence: Object.entries(evidence).map(([label, value]) => ({
        label,
        value: Array.isArray(value) ? value.join(', ') : String(value ?? 'none'),
      })),
    })),
    policy: describePolicy(flow.policy),
    messages: readings.flatMap(({ reading }) =>
      reading.message === null
        ? []
        : [{ title: messageTitles[reading.message.what], octets: reading.message.octets }],
    ),
  };
}

/** A name for the file of a report, without what a file system minds. */
export function reportFileName(flow: Flow, extension: 'html' | 'md'): string {
  const name = subjectOf(flow)
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .slice(0, 60);
  const at = new Date(flow.startedAt).toISOString().slice(0, 19).replaceAll(':', '');
  return `revoscope-${name}-${at}.${extension}`;
}

function subjectOf(flow: Flow): string {
  const certificate = findStep(flow.events, 'certificate-presented')?.certificate ?? null;
  return certificate?.summary.label ?? 'no certificate';
}

function factsOf(flow: Flow): readonly ReportLine[] {
  const { outcome } = flow;
  const presented = findStep(flow.events, 'certificate-presented');
  const summary = presented?.certificate?.summary;
  return [
    ...(summary === undefined
      ? []
      : [
          { label: 'Certificate', value: summary.subject },
          { label: 'Issued by', value: summary.issuer },
          { label: 'Serial number', value: toReadableSerial(summary.serialNumber) },
          { label: 'SHA-256', value: summary.fingerprint },
        ]),
    { label: 'Asked for by', value: sourceWords(flow.source) },
    { label: 'Started', value: toReadableUtc(flow.startedAt) },
    ...(outcome === null
      ? []
      : [
          { label: 'Took', value: toReadableDuration(outcome.durationMs) },
          { label: 'Status', value: outcome.status ?? 'not asked' },
          { label: 'Decision', value: outcome.decision.outcome },
          { label: 'Decided by', value: outcome.decision.decidedBy.replaceAll('-', ' ') },
          { label: 'Responder', value: outcome.responderUri ?? 'not asked' },
          { label: 'From the cache', value: outcome.fromCache ? 'yes' : 'no' },
        ]),
  ];
}
