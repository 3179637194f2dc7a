import { type FallbackCause, fallbackCauses, fallbackFor, type Policy } from './policy.ts';
import type { StatusReason } from './verdict.ts';

/** The check that finds out whether a message has a status at all, or only an error. */
const statusCheck = 'response-status';

/**
 * Why the fallback has to decide, for a status that is `unknown` or `indeterminate` for `reason`. An OCSP error
 * message is no answer: it is not signed and has no status (RFC 6960 §2.3), so nothing in it can be valid or not.
 */
export function fallbackCauseOf(
  status: 'unknown' | 'indeterminate',
  reason: StatusReason | null,
): FallbackCause {
  if (status === 'unknown') return 'unknown';
  const hasAnswer = reason?.code === 'response-malformed' || (reason?.check ?? null) !== null;
  return hasAnswer && reason?.check !== statusCheck ? 'answer-not-valid' : 'no-answer';
}

/** The cause as it stands in a sentence: `Fallback for “no answer” is …`. */
export const fallbackCauseWords: Readonly<Record<FallbackCause, string>> = {
  unknown: 'unknown',
  'no-answer': 'no answer',
  'answer-not-valid': 'answer not valid',
};

/** The whole of a policy's fallback: `block, no answer: allow`. */
export function fallbackText(policy: Pick<Policy, 'fallback' | 'fallbackByCause'>): string {
  const own = fallbackCauses.filter((cause) => policy.fallbackByCause[cause] !== null);
  const byCause = own.map((cause) => `${fallbackCauseWords[cause]}: ${fallbackFor(policy, cause)}`);
  return [policy.fallback, ...byCause].join(', ');
}
