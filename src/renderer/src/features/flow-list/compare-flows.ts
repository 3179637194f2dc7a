import { describeVerdict } from '#shared/flow/describe-verdict.ts';
import { findStep, judgedAttempt } from '#shared/flow/find-step.ts';
import type { Flow } from '#shared/flow/flow.ts';
import { checkIds } from '#shared/model/verdict.ts';
import { describePolicy } from '#shared/wording/policy.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { toReadableDuration, toReadableUtc } from '#shared/wording/time.ts';

/** One fact of two flows. */
export interface Difference {
  readonly name: string;
  readonly first: string;
  readonly second: string;
}

/** The facts of two flows side by side: verdict, certificate, policy, answer, and each check. */
export function compareFlows(a: Flow, b: Flow): readonly Difference[] {
  const line = (name: string, of: (flow: Flow) => string): Difference => ({
    name,
    first: of(a),
    second: of(b),
  });
  return [
    line('Verdict', (flow) => describeVerdict(flow).heading),
    line('Why', (flow) => describeVerdict(flow).sentence),
    line('Revocation', revocationWords),
    line('Status', ({ outcome }) => outcome?.status ?? 'not asked'),
    line(
      'Decided by',
      ({ outcome }) => outcome?.decision.decidedBy.replaceAll('-', ' ') ?? 'running',
    ),
    line('Certificate', (flow) => presented(flow)),
    line('Responder', ({ outcome }) => outcome?.responderUri ?? 'not asked'),
    line('From the cache', ({ outcome }) => (outcome?.fromCache === true ? 'yes' : 'no')),
    line('Started', (flow) => toReadableUtc(flow.startedAt)),
    line('Time', ({ outcome }) =>
      outcome === null ? 'running' : toReadableDuration(outcome.durationMs),
    ),
    ...policyLines(a, b),
    line('Request', requestWords),
    line('thisUpdate', ({ outcome }) => time(outcome?.response?.thisUpdate)),
    line('nextUpdate', ({ outcome }) => time(outcome?.response?.nextUpdate)),
    line('Signed by', ({ outcome }) => outcome?.response?.signer ?? '–'),
    line('Signature', ({ outcome }) => outcome?.response?.signatureAlgorithm ?? '–'),
    ...checkIds.map((id) => line(titleOf(a, b, id), (flow) => checkWords(flow, id))),
  ];
}

function presented(flow: Flow): string {
  for (const { step } of flow.events) {
    if (step.type !== 'certificate-presented') continue;
    const { certificate } = step;
    return certificate === null
      ? 'none'
      : `${certificate.summary.label}, ${toReadableSerial(certificate.summary.serialNumber)}`;
  }
  return 'none';
}

function titleOf(a: Flow, b: Flow, id: string): string {
  const check = [...(a.outcome?.checks ?? []), ...(b.outcome?.checks ?? [])].find(
    (other) => other.id === id,
  );
  return check?.title ?? id;
}

function checkWords(flow: Flow, id: string): string {
  const check = flow.outcome?.checks.find((other) => other.id === id);
  return check === undefined ? 'not run' : `${check.outcome.replace('-', ' ')}: ${check.message}`;
}

function policyLines(a: Flow, b: Flow): readonly Difference[] {
  const other = new Map(describePolicy(b.policy).map(({ label, value }) => [label, value]));
  return describePolicy(a.policy).map(({ label, value }) => ({
    name: label,
    first: value,
    second: other.get(label) ?? '–',
  }));
}

function requestWords(flow: Flow): string {
  const sent = findStep(judgedAttempt(flow.events), 'request-sent');
  if (sent === null) return 'none was sent';
  const nonce = sent.nonce === null ? 'no nonce' : `nonce ${sent.nonce}`;
  return `${sent.request.method} ${sent.request.url}, ${sent.certId.hashAlgorithm}, ${nonce}`;
}

function revocationWords({ outcome }: Flow): string {
  const revocation = outcome?.revocation ?? null;
  if (revocation === null) return 'none';
  return `${toReadableUtc(revocation.time)}, ${revocation.reason ?? 'no reason given'}`;
}

function time(at: number | null | undefined): string {
  return at == null ? '–' : toReadableUtc(at);
}
