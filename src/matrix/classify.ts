import type { Outcome, ProbeRecord, SuccessCriterion } from '#shared/model/matrix-run.ts';
import { alertName } from './alerts.ts';

/** What a client that is let in sees, and what one that is kept out sees. */
export interface Criteria {
  readonly success: SuccessCriterion;
  /** HTTP statuses that the denied controls got. */
  readonly denials: readonly number[];
}

/** Alerts that keep a client out (RFC 8446 §6.2): only 44 names its cause. */
const denyingAlerts: readonly number[] = [40, 42, 43, 44, 45, 46, 48, 49, 113, 116];
/** Statuses that keep a client out; 495 and 496 are nginx's own. */
export const denyingStatuses: readonly number[] = [400, 401, 403, 495, 496];

/** Says what became of a client: never from the handshake alone. */
export function classify(record: ProbeRecord, criteria: Criteria): Outcome {
  if (record.failure !== null) return { kind: 'unreachable', how: record.failure.message };
  if (record.alert !== null) {
    const how = `alert ${alertName(record.alert)} (${record.alert})`;
    return { kind: denyingAlerts.includes(record.alert) ? 'denied' : 'unclear', how };
  }
  if (record.httpStatus !== null) return classifyAnswer(record, criteria);
  switch (record.closed) {
    case 'reset':
      return { kind: 'denied', how: 'connection reset, alert not seen' };
    case 'fin':
      return { kind: 'denied', how: 'connection closed, alert not seen' };
    default:
      return record.phase === 'connect'
        ? { kind: 'unreachable', how: 'no connection came about' }
        : { kind: 'hung', how: `nothing until patience ended (${record.phase})` };
  }
}

function classifyAnswer(record: ProbeRecord, { success, denials }: Criteria): Outcome {
  const how = `HTTP ${record.httpStatus}`;
  if (meets(record, success)) return { kind: 'admitted', how };
  const status = record.httpStatus ?? 0;
  const isDenial = denyingStatuses.includes(status) || denials.includes(status);
  return { kind: isDenial ? 'denied' : 'unclear', how };
}

/** True where an answer is one that a client gets who is let in. */
export function meets(record: ProbeRecord, criterion: SuccessCriterion): boolean {
  const { statuses, header, bodyContains } = criterion;
  const { httpStatus } = record;
  if (httpStatus === null) return false;
  if (statuses !== null && !statuses.includes(httpStatus)) return false;
  if (header !== null && !record.headers[header.name]?.includes(header.contains)) return false;
  return bodyContains === null || record.body.includes(bodyContains);
}
