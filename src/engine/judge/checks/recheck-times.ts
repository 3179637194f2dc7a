import type { CheckPolicy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { CheckId, CheckResult } from '#shared/model/verdict.ts';
import type { CheckFinding } from './finding.ts';
import { judgeMaxAge } from './max-age.ts';
import { judgeNextUpdate } from './next-update.ts';
import { judgeProducedAt } from './produced-at.ts';
import { judgeRevocationTime } from './revocation-time.ts';
import { judgeSignerValidity } from './signer-validity.ts';
import { judgeThisUpdate } from './this-update.ts';
import type { TimeFacts } from './time-facts.ts';

/** A validated answer as it was kept, and the moment at which it is to serve again. */
export interface Recheck {
  readonly times: TimeFacts;
  /** The checks as they went when the answer was validated. */
  readonly checks: readonly CheckResult[];
  readonly at: EpochMs;
  readonly policy: CheckPolicy;
}

/**
 * The checks of a kept answer with those that depend on the time judged anew. The others hold as they are:
 * the octets have not changed, and a cache key covers the policy that they obey.
 */
export function recheckTimes(recheck: Recheck): readonly CheckResult[] {
  return recheck.checks.map((stored) => {
    const finding = judgeAgain(stored.id, stored, recheck);
    if (finding === null) return stored;
    const { id, title, citation } = stored;
    const { outcome, message, evidence } = finding;
    return { id, title, outcome, citation, message, evidence };
  });
}

function judgeAgain(
  id: CheckId,
  stored: CheckResult,
  { times, at, policy }: Recheck,
): CheckFinding | null {
  switch (id) {
    case 'signer-validity':
      return times.delegate === null ? null : judgeSignerValidity(times.delegate, at);
    case 'produced-at':
      return judgeProducedAt(times, at, policy);
    case 'this-update':
      return judgeThisUpdate(times.thisUpdate, at, policy);
    case 'next-update':
      return judgeNextUpdate(times, at, policy);
    case 'max-age':
      return judgeMaxAge(times.thisUpdate, at, policy);
    case 'revocation-time':
      if (times.revokedAt === null) return null;
      return judgeRevocationTime({ time: times.revokedAt, reason: reasonIn(stored) }, at, policy);
    default:
      return null;
  }
}

function reasonIn({ evidence }: CheckResult): string | null {
  const { revocationReason } = evidence;
  return typeof revocationReason === 'string' ? revocationReason : null;
}
