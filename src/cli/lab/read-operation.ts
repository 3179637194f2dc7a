import {
  type FaultId,
  faultIds,
  type LabClientRequest,
  type LabOcspUri,
  type LabRevocationReason,
  labRevocationReasons,
} from '#shared/model/lab.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { DurationMs } from '#shared/model/time.ts';
import { nearest } from '../arguments/nearest.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readChoice, readWhole } from '../arguments/values.ts';
import { type CliError, usageError } from '../cli-error.ts';

/** What is to be done with a lab. */
export type LabOperation =
  | { readonly do: 'list' }
  | { readonly do: 'issue'; readonly request: LabClientRequest }
  | { readonly do: 'revoke'; readonly id: string; readonly reason: LabRevocationReason }
  | { readonly do: 'hold'; readonly id: string }
  | { readonly do: 'release'; readonly id: string }
  /** `fault` undefined lists them, null ends the one there is; `id` null is for all certificates. */
  | { readonly do: 'fault'; readonly fault: FaultId | null | undefined; readonly id: string | null }
  /** `byMs` null sets the real time again, 0 changes nothing. */
  | { readonly do: 'clock'; readonly byMs: DurationMs | null };

/** The operations by name. */
export const labVerbs = ['list', 'issue', 'revoke', 'hold', 'release', 'fault', 'clock'] as const;

const reasons = [...labRevocationReasons, 'none'] as const;

/** Reads what stands after `lab`. */
export function readOperation(args: ParsedArguments): Result<LabOperation, CliError> {
  const [given = '', what, ...rest] = args.positionals;
  const verb = labVerbs.find((one) => one === given);
  if (verb === undefined) return err(unknownVerb(given));
  if (rest.length > 0) return err(usageError('lab', `"${rest[0]}" has no place here.`));
  switch (verb) {
    case 'list':
      return ok({ do: 'list' });
    case 'issue':
      return what === undefined ? missing('issue NAME') : readIssue(args, what);
    case 'revoke': {
      if (what === undefined) return missing('revoke ID');
      const reason = readChoice(args, 'reason', { words: reasons, fallback: 'keyCompromise' });
      if (!reason.ok) return reason;
      return ok({ do: verb, id: what, reason: reason.value === 'none' ? null : reason.value });
    }
    case 'hold':
    case 'release':
      return what === undefined ? missing(`${verb} ID`) : ok({ do: verb, id: what });
    case 'fault':
      return readFault(args, what);
    case 'clock':
      return readClock(what);
  }
}

function unknownVerb(given: string): CliError {
  const all = `There are ${labVerbs.slice(0, -1).join(', ')} and ${labVerbs.at(-1)}.`;
  if (given === '') return usageError('lab', 'What is to be done with the lab?', all);
  const meant = nearest(given, labVerbs);
  const hint = meant === null ? all : `Did you mean ${meant}?`;
  return usageError('lab', `"${given}" is nothing that can be done with a lab.`, hint);
}

function missing(form: string): Result<never, CliError> {
  const hint = 'revoscope lab list names the certificates.';
  return err(usageError('lab', `It is: revoscope lab ${form}.`, hint));
}

function readIssue(args: ParsedArguments, name: string): Result<LabOperation, CliError> {
  const keyType = readChoice(args, 'key-type', {
    words: ['p256', 'p384', 'rsa2048', 'ed25519'] as const,
    fallback: 'p256',
  });
  if (!keyType.ok) return keyType;
  const bounds = { min: 1, max: 7300, unit: 'days', fallback: 365 };
  const days = readWhole(args, 'days', bounds);
  if (!days.ok) return days;
  const given = args.values('ocsp-uri');
  const uris = (given.length === 0 ? ['responder'] : given).filter((one) => one !== 'none');
  const ocspUris = uris.map((uri): LabOcspUri => {
    if (uri === 'responder' || uri === 'backup') return { to: uri };
    return { to: 'elsewhere', uri };
  });
  const request = { name, keyType: keyType.value, validDays: days.value, ocspUris };
  return ok({ do: 'issue', request });
}

function readFault(
  args: ParsedArguments,
  given: string | undefined,
): Result<LabOperation, CliError> {
  const id = args.value('for');
  if (given === undefined) return ok({ do: 'fault', fault: undefined, id });
  if (given === 'none') return ok({ do: 'fault', fault: null, id });
  const fault = faultIds.find((one) => one === given);
  if (fault !== undefined) return ok({ do: 'fault', fault, id });
  const meant = nearest(given, faultIds);
  const hint = meant === null ? 'revoscope lab fault lists them.' : `Did you mean ${meant}?`;
  return err(usageError('lab', `There is no fault "${given}".`, hint));
}

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function readClock(given: string | undefined): Result<LabOperation, CliError> {
  if (given === undefined) return ok({ do: 'clock', byMs: 0 });
  if (given === 'real') return ok({ do: 'clock', byMs: null });
  const match = /^\+?(\d{1,6})([smhd])$/.exec(given);
  const unit = (['s', 'm', 'h', 'd'] as const).find((one) => one === match?.[2]);
  if (match !== null && unit !== undefined) {
    return ok({ do: 'clock', byMs: Number(match[1]) * unitMs[unit] });
  }
  const message = `The clock is advanced by a time such as 61m, 2h or 8d, or set to "real", not "${given}".`;
  return err(usageError('lab', message));
}
