import { fallbackCauseOf } from '#shared/model/fallback-cause.ts';
import { type Fallback, fallbackFor, type Policy } from '#shared/model/policy.ts';
import { assertNever } from '#shared/model/result.ts';
import type { Decision, RevocationStatus, StatusReason } from '#shared/model/verdict.ts';

/** The decision that follows from a status, and the fallback if it was needed. A validated answer never needs it. */
export function decide(
  status: RevocationStatus,
  reason: StatusReason | null,
  policy: Pick<Policy, 'fallback' | 'fallbackByCause'>,
): { readonly decision: Decision; readonly fallback: Fallback | null } {
  switch (status) {
    case 'good':
      return { decision: { outcome: 'allow', decidedBy: 'status' }, fallback: null };
    case 'revoked':
      return { decision: { outcome: 'deny', decidedBy: 'status' }, fallback: null };
    case 'unknown':
    case 'indeterminate': {
      const fallback = fallbackFor(policy, fallbackCauseOf(status, reason));
      const outcome = fallback === 'allow' ? 'allow' : 'deny';
      return { decision: { outcome, decidedBy: 'fallback' }, fallback };
    }
    default:
      return assertNever(status);
  }
}
