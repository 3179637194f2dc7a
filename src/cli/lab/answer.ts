import type { LabCertificate } from '#shared/model/lab.ts';
import { assertNever, ok, type Result } from '#shared/model/result.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import type { CliError } from '../cli-error.ts';
import type { LabTarget } from './lab-target.ts';
import { type LabOutcome, perform } from './perform.ts';
import type { LabOperation } from './read-operation.ts';

/** What is told of an operation, in both forms. */
export interface LabAnswer {
  readonly json: unknown;
  readonly lines: readonly string[];
}

/** Does an operation and says what came of it. */
export async function answerOperation(
  operation: LabOperation,
  target: LabTarget,
): Promise<Result<LabAnswer, CliError>> {
  const outcome = await perform(operation, target);
  if (!outcome.ok) return outcome;
  return ok({ json: toJson(outcome.value, target), lines: toLines(outcome.value, target) });
}

/** Every key is always there. */
function toJson(outcome: LabOutcome, { folder, isRunning, lab, clock }: LabTarget) {
  const { operation, certificate, certificates, connections, commands, faults } = outcome;
  const { offsetMs, now } = clock.state();
  return {
    operation,
    folder,
    running: isRunning,
    fault: lab.ca.state?.behaviour.fault ?? null,
    clock: { offsetMs, now: toRfc3339(now) },
    certificate: certificate === null ? null : certificateToJson(certificate),
    connections,
    commands,
    certificates: certificates === null ? null : certificates.map(certificateToJson),
    faults,
  };
}

function certificateToJson(certificate: LabCertificate) {
  const { id, role, purpose, serialNumber, fingerprint, ocspUris, status, behaviour } = certificate;
  const revocation = status?.status === 'revoked' ? status.revocation : null;
  return {
    id,
    role,
    purpose,
    serialNumber,
    fingerprint,
    notBefore: toRfc3339(certificate.notBefore),
    notAfter: toRfc3339(certificate.notAfter),
    ocspUris,
    status: status?.status ?? null,
    revocation:
      revocation === null ? null : { time: toRfc3339(revocation.time), reason: revocation.reason },
    fault: behaviour?.fault ?? null,
  };
}

function toLines(outcome: LabOutcome, target: LabTarget): readonly string[] {
  const { operation, certificate, connections } = outcome;
  switch (operation) {
    case 'list':
      return [...listLines(outcome.certificates ?? []), '', ...stateLines(target)];
    case 'issue':
      return [
        `✓ ${certificate?.id} is issued, good until ${dayOf(certificate?.notAfter ?? 0)}.`,
        ...(outcome.commands === null
          ? ['  Its files are written when a server of this lab starts.']
          : [`  ${outcome.commands.curl}`]),
      ];
    case 'revoke':
    case 'hold':
    case 'release':
      return [
        `✓ ${certificate?.id} is ${statusOf(certificate)} now.`,
        ...(connections === null || connections.checked === 0
          ? []
          : [`  ${connections.checked} open decided anew, ${connections.cut} cut.`]),
        '  Answers that servers keep still say what they said, until they expire.',
      ];
    case 'fault':
      return outcome.faults === null
        ? faultLines(outcome, target)
        : outcome.faults.map(({ id, what }) => `  ${id.padEnd(20)}  ${what}`);
    case 'clock':
      return [clockLine(target)];
    default:
      return assertNever(operation);
  }
}

function listLines(certificates: readonly LabCertificate[]): readonly string[] {
  const width = Math.max(...certificates.map(({ id }) => id.length));
  return certificates.map((one) => {
    const fault = one.behaviour?.fault ?? null;
    const facts = [statusOf(one).padEnd(26), `until ${dayOf(one.notAfter)}`];
    return `  ${one.id.padEnd(width)}  ${facts.join('  ')}${fault === null ? '' : `  fault ${fault}`}`;
  });
}

function stateLines(target: LabTarget): readonly string[] {
  const fault = target.lab.ca.state?.behaviour.fault ?? null;
  return [
    `  ${target.isRunning ? 'A server runs on this lab.' : 'No server runs on this lab.'}`,
    `  Responder: ${fault === null ? 'answers properly' : `fault ${fault}`}`,
    `  ${clockLine(target)}`,
  ];
}

function faultLines({ certificate }: LabOutcome, { lab }: LabTarget): readonly string[] {
  const behaviour = certificate === null ? lab.ca.state?.behaviour : certificate.behaviour;
  const whom = certificate === null ? 'every certificate' : certificate.id;
  const fault = behaviour?.fault ?? null;
  return [
    fault === null
      ? `✓ The responder answers properly for ${whom} now.`
      : `✓ The responder has the fault ${fault} for ${whom} now.`,
  ];
}

function clockLine({ clock }: LabTarget): string {
  const { offsetMs, now } = clock.state();
  const time = toRfc3339(now);
  return offsetMs === 0
    ? `The lab's clock is the real one: ${time}.`
    : `The lab's clock is ${toReadableSpan(offsetMs)} ahead: ${time}.`;
}

function statusOf(certificate: LabCertificate | null): string {
  const status = certificate?.status ?? null;
  if (status === null) return 'without a status';
  if (status.status !== 'revoked') return status.status;
  const { reason } = status.revocation;
  if (reason === 'certificateHold') return 'on hold';
  return reason === null ? 'revoked' : `revoked, ${reason}`;
}

function dayOf(at: number): string {
  return toRfc3339(at).slice(0, 10);
}
