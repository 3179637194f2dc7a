import type { LabCertificateStatus, LabError } from '#shared/model/lab.ts';
import type { Revocation } from '#shared/model/ocsp.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { LabRecord, LabState } from './lab-state.ts';
import { wholeSecond } from './validity.ts';

/** The record that was issued, now or formerly, under a serial number of the issuing CA (lower-case hex). */
export function findBySerialNumber(
  state: LabState,
  issuerId: string,
  serialNumber: string,
): LabRecord | null {
  const isOfSerial = (record: LabRecord) =>
    record.issuerId === issuerId &&
    (record.serialNumber === serialNumber || record.formerSerialNumbers.includes(serialNumber));
  return state.records.find(isOfSerial) ?? null;
}

/** The status after a revocation. Final, but for a hold, which may be revoked for good. */
export function revoked(
  record: LabRecord,
  revocation: Revocation,
): Result<LabCertificateStatus, LabError> {
  const { status } = record;
  if (status === null) return err({ code: 'status-not-kept', id: record.id, role: record.role });
  if (status.status === 'revoked' && status.revocation.reason !== 'certificateHold') {
    return err({ code: 'already-revoked', id: record.id, revocation: status.revocation });
  }
  return ok({
    status: 'revoked',
    revocation: { time: wholeSecond(revocation.time), reason: revocation.reason },
  });
}

/** The status after a hold is lifted (RFC 5280 §5.3.1: only certificateHold can be). */
export function released(record: LabRecord): Result<LabCertificateStatus, LabError> {
  const { status } = record;
  if (status === null) return err({ code: 'status-not-kept', id: record.id, role: record.role });
  const isOnHold = status.status === 'revoked' && status.revocation.reason === 'certificateHold';
  if (!isOnHold) return err({ code: 'not-on-hold', id: record.id, status: status.status });
  return ok({ status: 'good' });
}

/** The same state with one record in the place of the one with its id, or added at the end. */
export function withRecord(state: LabState, record: LabRecord): LabState {
  const isKnown = state.records.some(({ id }) => id === record.id);
  const records = isKnown
    ? state.records.map((old) => (old.id === record.id ? record : old))
    : [...state.records, record];
  return { ...state, records };
}
