import { faultTable } from '#lab/faults/registry.ts';
import {
  defaultBehaviour,
  type FaultDescription,
  type FaultId,
  type LabCertificate,
  type LabError,
} from '#shared/model/lab.ts';
import type { ClientCommands } from '#shared/model/mtls.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { DurationMs } from '#shared/model/time.ts';
import { describeLabError } from '#shared/wording/lab.ts';
import { type CliError, usageError } from '../cli-error.ts';
import { mostOffsetMs } from '../serve/clock-file.ts';
import type { LabTarget, Rechecked } from './lab-target.ts';
import type { LabOperation } from './read-operation.ts';

/** What an operation came to. */
export interface LabOutcome {
  readonly operation: LabOperation['do'];
  /** The certificate that it was about; null where it was about none. */
  readonly certificate: LabCertificate | null;
  readonly connections: Rechecked | null;
  readonly commands: ClientCommands | null;
  /** Only where they were asked for. */
  readonly certificates: readonly LabCertificate[] | null;
  readonly faults: readonly FaultDescription[] | null;
}

const nothing = {
  certificate: null,
  connections: null,
  commands: null,
  certificates: null,
  faults: null,
} as const;

/** Does what is asked; it is saved when this resolves. */
export async function perform(
  operation: LabOperation,
  target: LabTarget,
): Promise<Result<LabOutcome, CliError>> {
  const { ca } = target.lab;
  switch (operation.do) {
    case 'list':
      return ok({ ...nothing, operation: 'list', certificates: ca.certificates() });
    case 'issue': {
      const issued = await ca.issueClient(operation.request);
      if (!issued.ok) return refused(issued.error);
      const commands = target.writeClient(issued.value.id);
      if (!commands.ok) return commands;
      const { value: certificate } = issued;
      return ok({ ...nothing, operation: 'issue', certificate, commands: commands.value });
    }
    case 'revoke':
      return cutting('revoke', ca.revoke(operation.id, operation.reason, null), target);
    case 'hold':
      return cutting('hold', ca.hold(operation.id), target);
    case 'release': {
      const released = ca.release(operation.id);
      if (!released.ok) return refused(released.error);
      return ok({ ...nothing, operation: 'release', certificate: released.value });
    }
    case 'fault':
      return setFault(operation, target);
    case 'clock':
      return setClock(operation.byMs, target);
  }
}

function setClock(byMs: DurationMs | null, { clock }: LabTarget): Result<LabOutcome, CliError> {
  if (byMs !== null && clock.state().offsetMs + byMs > mostOffsetMs) {
    const hint = 'revoscope lab clock real ends what there is.';
    return err(usageError('lab', 'The clock goes a thousand years ahead at most.', hint));
  }
  clock.change(byMs);
  return ok({ ...nothing, operation: 'clock' });
}

/** A connection of a certificate that was revoked is decided on anew. */
async function cutting(
  operation: 'revoke' | 'hold',
  changed: Result<LabCertificate, LabError>,
  target: LabTarget,
): Promise<Result<LabOutcome, CliError>> {
  if (!changed.ok) return refused(changed.error);
  const connections = await target.recheck(changed.value.fingerprint);
  return ok({ ...nothing, operation, certificate: changed.value, connections });
}

async function setFault(
  { fault, id }: { readonly fault: FaultId | null | undefined; readonly id: string | null },
  { lab, isRunning }: LabTarget,
): Promise<Result<LabOutcome, CliError>> {
  if (fault === undefined) return ok({ ...nothing, operation: 'fault', faults: faultTable });
  const usual = lab.ca.state?.behaviour ?? defaultBehaviour;
  if (id === null) {
    const behaviour = { ...usual, fault };
    // A responder at rest has no port to open or close.
    const set = isRunning ? await lab.setBehaviour(behaviour) : lab.ca.setBehaviour(behaviour);
    return set.ok ? ok({ ...nothing, operation: 'fault' }) : refused(set.error);
  }
  const set = lab.ca.setCertificateBehaviour(id, fault === null ? null : { ...usual, fault });
  if (!set.ok) return refused(set.error);
  return ok({ ...nothing, operation: 'fault', certificate: set.value });
}

function refused(error: LabError): Result<never, CliError> {
  const message = describeLabError(error);
  switch (error.code) {
    case 'certificate-not-found':
      return err(usageError('lab', message, 'revoscope lab list names them.'));
    case 'lab-not-saved':
    case 'lab-not-read':
    case 'port-in-use':
    case 'port-not-allowed':
    case 'listen-failed':
      return err({ code: 'unavailable', message, remedy: 'Nothing was changed.' });
    default:
      return err(usageError('lab', message));
  }
}
