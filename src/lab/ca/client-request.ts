import type { LabClientRequest, LabError } from '#shared/model/lab.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { labIds } from './first-certificates.ts';
import type { LabState } from './lab-state.ts';
import type { RecordDraft } from './make-record.ts';
import { dayMs, validFor } from './validity.ts';

/** Checks what a person asked for and turns it into the draft of a record; `now` is the lab's clock. */
export function draftClient(
  request: LabClientRequest,
  state: LabState,
  now: EpochMs,
): Result<RecordDraft, LabError> {
  const name = request.name.trim();
  const flaw = flawOfName(name);
  if (flaw !== null) return err({ code: 'name-invalid', name: request.name, detail: flaw });

  const { validDays, ocspUris } = request;
  const maxDays = daysLeft(state, now);
  if (!Number.isInteger(validDays) || validDays < 1 || validDays > maxDays) {
    return err({ code: 'validity-out-of-range', validDays, maxDays });
  }
  for (const target of ocspUris) {
    if (target.to !== 'elsewhere') continue;
    const detail = flawOfUri(target.uri);
    if (detail !== null) return err({ code: 'uri-invalid', uri: target.uri, detail });
  }
  return ok({
    id: freeId(name, state),
    name,
    organization: 'Revoscope Lab',
    role: 'client',
    profile: 'client',
    purpose: 'Issued by you',
    issuerId: labIds.issuing,
    keyType: request.keyType,
    ...validFor(validDays, now),
    ocspUris,
    status: { status: 'good' },
    backupStatus: null,
    behaviour: null,
  });
}

/** Whole days until the issuing CA itself expires. */
function daysLeft(state: LabState, now: EpochMs): number {
  const issuing = state.records.find(({ id }) => id === labIds.issuing);
  return Math.max(0, Math.floor(((issuing?.notAfter ?? now) - now) / dayMs));
}

/** ub-common-name is 64 characters (RFC 5280 appendix A.1). */
function flawOfName(name: string): string | null {
  if (name === '') return 'A name is needed.';
  if ([...name].length > 64) return 'A common name has at most 64 characters.';
  if (/\p{Cc}|\p{Cs}/u.test(name)) return 'Control characters cannot stand in a name.';
  return null;
}

function flawOfUri(uri: string): string | null {
  if (!/^[\x21-\x7e]+$/.test(uri)) return 'A URI in a certificate is plain ASCII without spaces.';
  if (!URL.canParse(uri)) return 'This is not an absolute URI.';
  const { protocol } = new URL(uri);
  return protocol === 'http:' || protocol === 'https:' ? null : 'Only http and https are asked.';
}

function freeId(name: string, state: LabState): string {
  const words = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const stem = words.replace(/^-+|-+$/g, '') || 'client';
  const taken = new Set(state.records.map(({ id }) => id));
  let id = stem;
  for (let count = 2; taken.has(id); count++) id = `${stem}-${count}`;
  return id;
}
