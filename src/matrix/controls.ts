import type { ProbeRecord, SuccessCriterion } from '#shared/model/matrix-run.ts';
import { type Criteria, classify, denyingStatuses, meets } from './classify.ts';
import type { CellPlan } from './make-cells.ts';

/** What the controls are: one that has to be let in, and three that must not be. */
export const controlPlans = {
  good: { id: 'control-good', says: 'good', aia: 'cell', behaviour: {} },
  expired: { id: 'control-expired', says: 'good', aia: 'cell', behaviour: {}, validity: 'expired' },
  stranger: {
    id: 'control-stranger',
    says: 'good',
    aia: 'cell',
    behaviour: {},
    issuer: 'stranger',
  },
} as const satisfies Record<string, CellPlan>;

/** What the controls of a target saw. */
export interface ControlRecords {
  readonly good: ProbeRecord;
  readonly none: ProbeRecord;
  readonly denied: readonly ProbeRecord[];
  /** How often the responder was asked about the good one. */
  readonly questions: number;
}

/** What the controls teach: criteria to classify by, or why there are none. */
export type Lesson =
  | { readonly state: 'learnt'; readonly criteria: Criteria }
  | { readonly state: 'void'; readonly causes: readonly string[] };

/** Learns from the controls what being let in looks like, unless that was given. */
export function learn(records: ControlRecords, given: SuccessCriterion | null): Lesson {
  const { good, none, denied } = records;
  const denials = [none, ...denied].flatMap(({ httpStatus }) => httpStatus ?? []);
  const success = given ?? successOf(good, none);
  if (success === null || !meets(good, success)) {
    return { state: 'void', causes: causesOf(records) };
  }
  if (meets(none, success)) {
    return {
      state: 'void',
      causes: [
        'A client without a certificate is let in just as the good one: certificates are optional, or checked elsewhere.',
      ],
    };
  }
  const wrongly = new Set(success.statuses ?? []);
  return {
    state: 'learnt',
    criteria: { success, denials: denials.filter((status) => !wrongly.has(status)) },
  };
}

/** Every status of the class of the good answer, or that very status where the class is one of failures. */
function successOf(good: ProbeRecord, none: ProbeRecord): SuccessCriterion | null {
  const status = good.httpStatus;
  if (status === null || denyingStatuses.includes(status)) return null;
  const any = { header: null, bodyContains: null };
  if (status < 400) {
    const first = status - (status % 100);
    const statuses = Array.from({ length: 100 }, (_, index) => first + index);
    // A login page under 302 is a denial, where the good client got 302 to somewhere else: too alike to tell.
    return { ...any, statuses: none.httpStatus === status ? [status] : statuses };
  }
  return none.httpStatus === status ? null : { ...any, statuses: [status] };
}

/** Likely causes for a good client that was not let in, the likeliest first. */
function causesOf({ good, none, questions }: ControlRecords): readonly string[] {
  if (good.failure?.kind === 'tcp') {
    return [`The target cannot be reached: ${good.failure.message}.`];
  }
  if (good.failure !== null) {
    return [`The target's own certificate or TLS was refused: ${good.failure.message}.`];
  }
  const missing =
    questions === 0
      ? "The lab's issuing CA or root is missing from the target's trust, so that the chain fails before anybody is asked."
      : "The lab's issuing CA is missing from the target's trust file: Apache needs it there to verify an answer, even if the client sends it.";
  const chain =
    'Every certificate of the chain is checked, and there is no answer for the issuing CA.';
  const unreachable = 'The target cannot reach the responder: no question arrived.';
  const other =
    'Another authorization stands before: the good client is refused for other reasons.';
  const isForbidden = good.httpStatus === 401 || good.httpStatus === 403;
  const same =
    good.httpStatus !== null && good.httpStatus === none.httpStatus
      ? ['The good client gets the same as one without a certificate.']
      : [];
  const causes = questions === 0 ? [missing, chain, unreachable] : [missing, chain];
  return [...same, ...(isForbidden ? [other, ...causes] : [...causes, other])];
}

/** Whether the good client is still let in at the end, so that what was measured between counts. */
export function stillHolds(record: ProbeRecord, criteria: Criteria): boolean {
  return classify(record, criteria).kind === 'admitted';
}
