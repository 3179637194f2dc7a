import type { Finding } from '#shared/model/finding.ts';
import type { DurationMs } from '#shared/model/time.ts';

export const dayMs: DurationMs = 86_400_000;

/** The object breaks a rule that makes checkers refuse it, or cannot serve as it is. */
export function error(message: string, citation: string | null): Finding {
  return { severity: 'error', message, citation };
}

/** The object works, and not as whoever made it probably believes. */
export function warning(message: string, citation: string | null): Finding {
  return { severity: 'warning', message, citation };
}

/** Worth knowing. */
export function note(message: string, citation: string | null): Finding {
  return { severity: 'note', message, citation };
}

/** `45 days`, `30 years`: a length of time as a person says it. */
export function lengthText(ms: DurationMs): string {
  const days = Math.max(1, Math.round(ms / dayMs));
  if (days < 730) return `${days} ${days === 1 ? 'day' : 'days'}`;
  return `${Math.round(days / 365.25)} years`;
}
