import type { FlowStep } from '#shared/flow/flow.ts';
import { assertNever } from '#shared/model/result.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import type { CheckOutcome, CheckResult } from '#shared/model/verdict.ts';
import { describeTransportError } from '#shared/wording/transport.ts';

/** One step of a flow in one line; null for a step that has nothing to tell on a command line. */
export function stepText(step: FlowStep): string | null {
  switch (step.type) {
    case 'certificate-presented':
      return presentedText(step);
    case 'chain-evaluated':
      return chainText(step);
    case 'ocsp-not-enabled':
      return 'OCSP checking is not enabled';
    case 'responder-uri-chosen':
      return `responder URI from ${step.source === 'aia' ? 'the certificate (AIA)' : '--responder-uri'}`;
    case 'responder-uri-missing':
      return 'no responder URI: none given, none in the certificate';
    case 'cache-looked-up':
      return step.outcome === 'bypassed' ? null : `cache: ${step.outcome}`;
    case 'request-sent':
      return requestText(step);
    case 'response-received':
      return `response received: HTTP ${step.response.status}, ${count(step.response.body.length, 'octet')}`;
    case 'exchange-failed':
      return `no usable answer: ${describeTransportError(step.error).short}`;
    case 'response-rejected':
      return `not a well-formed OCSP response: stopped at octet ${step.error.offset}`;
    case 'checks-completed':
      return checksText(step.checks);
    case 'status-concluded':
      return `status: ${step.status}`;
    case 'cache-stored':
      return `kept in the cache until ${toRfc3339(step.expiresAt)}`;
    case 'decision-made':
      return decisionText(step);
    case 'client-answered':
      return null;
    default:
      return assertNever(step);
  }
}

function presentedText({ chain }: FlowStep & { type: 'certificate-presented' }): string {
  return chain.length === 0
    ? 'certificate presented'
    : `certificate presented, with ${chain.length} more`;
}

function chainText({ evaluation }: FlowStep & { type: 'chain-evaluated' }): string {
  if (evaluation.outcome === 'not-trusted') {
    return `chain does not hold: ${evaluation.failure.code}`;
  }
  const anchor = evaluation.links.at(-1)?.subject;
  return anchor === undefined ? 'chain holds' : `chain holds, up to the trusted ${anchor}`;
}

function requestText({ request, certId, nonce }: FlowStep & { type: 'request-sent' }): string {
  const withNonce = nonce === null ? 'no nonce' : `a nonce of ${count(nonce.length / 2, 'octet')}`;
  return `request sent by ${request.method}: serial number ${certId.serialNumber}, CertID with ${certId.hashAlgorithm}, ${withNonce}`;
}

const tallied: readonly (readonly [CheckOutcome, string])[] = [
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['warn', 'with a warning'],
  ['not-applicable', 'not applicable'],
  ['not-run', 'not run'],
];

function checksText(checks: readonly CheckResult[]): string {
  const parts = tallied.flatMap(([outcome, words]) => {
    const number = checks.filter((check) => check.outcome === outcome).length;
    return number === 0 ? [] : [`${number} ${words}`];
  });
  return `${count(checks.length, 'check')}: ${parts.join(', ')}`;
}

function decisionText({ decision, fallback }: FlowStep & { type: 'decision-made' }): string {
  const by = fallback === null ? decision.decidedBy : `fallback ${fallback}`;
  return `decision: ${decision.outcome}, by ${by}`;
}

/** `1 octet`, `1,234 octets`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
