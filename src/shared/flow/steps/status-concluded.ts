import type { Revocation } from '../../model/ocsp.ts';
import type { RevocationStatus, StatusReason } from '../../model/verdict.ts';
import { toReadableUtc } from '../../wording/time.ts';
import { mono, optional, reading, type StepReading, text } from './step-reading.ts';

/** It is known how the certificate stands, or that it is not. */
export interface StatusConcluded {
  readonly type: 'status-concluded';
  readonly status: RevocationStatus;
  readonly reason: StatusReason | null;
  readonly revocation: Revocation | null;
}

/** The status with its reason, and since when. */
export function readStatusConcluded(step: StatusConcluded): StepReading {
  const { status, reason, revocation } = step;
  return reading({
    label: `Status: ${status}`,
    detail: reason?.message ?? null,
    tone: status,
    facts: [
      text('Status', status),
      ...(reason === null ? [] : [text('Reason', reason.message), mono('Code', reason.code)]),
      ...optional(text, 'Remedy', reason?.remedy ?? null),
      ...(revocation === null
        ? []
        : [
            mono('Revoked at', toReadableUtc(revocation.time)),
            text('Reason given', revocation.reason ?? 'none'),
          ]),
    ],
  });
}
