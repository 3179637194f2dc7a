/** How much a finding matters, gravest first. */
export type FindingSeverity = 'error' | 'warning' | 'note';

/** Something worth knowing about an object that was inspected, with the clause it rests on. */
export interface Finding {
  /** The rule that found it, as docs/findings.md lists it. */
  readonly id: string;
  readonly severity: FindingSeverity;
  readonly message: string;
  readonly citation: string | null;
  /** What to do about it. */
  readonly remedy: string;
}

/** Severities, gravest first. */
export const findingSeverities: readonly FindingSeverity[] = ['error', 'warning', 'note'];
