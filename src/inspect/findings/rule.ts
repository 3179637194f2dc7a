import type { Finding, FindingSeverity } from '#shared/model/finding.ts';
import { findingSeverities } from '#shared/model/finding.ts';
import type { DurationMs, EpochMs } from '#shared/model/time.ts';

/**
 * One thing that may be worth knowing about a kind of object. `error`: the object breaks a rule that makes
 * checkers refuse it, or cannot serve as it is. `warning`: it works, and not as whoever made it probably
 * believes. `note`: worth knowing.
 */
export interface Rule<S> {
  /** Stable, kebab-case; two rules of one id say the same of different kinds of object. */
  readonly id: string;
  readonly severity: FindingSeverity;
  readonly citation: string | null;
  /** What the rule looks for, in one sentence. */
  readonly about: string;
  /** What to do about it, in one sentence. */
  readonly remedy: string;
  /** One message for each occurrence; none where the object is free of it. */
  readonly find: (subject: S, now: EpochMs) => readonly string[] | string | null;
}

/** What the rules find, gravest first, then in the order of the rules. */
export function applyRules<S>(
  rules: readonly Rule<S>[],
  subject: S,
  now: EpochMs,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { id, severity, citation, remedy, find } of rules) {
    const found = find(subject, now);
    if (found === null) continue;
    for (const message of typeof found === 'string' ? [found] : found) {
      findings.push({ id, severity, message, citation, remedy });
    }
  }
  return gravestFirst(findings);
}

/** Sorts findings by severity and keeps their order otherwise. */
export function gravestFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) => findingSeverities.indexOf(a.severity) - findingSeverities.indexOf(b.severity),
  );
}

/** A day in milliseconds. */
export const dayMs: DurationMs = 86_400_000;
