/** One thing of a verdict that is not as it was; values are words, null is none. */
export interface VerdictChange {
  /** `status`, `reason`, `decision`, `decidedBy`, `revokedAt`, or the id of a check. */
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** `status: good → indeterminate`; names stay as they are, and none is told as such. */
export function verdictChangeWords({ field, from, to }: VerdictChange): string {
  return `${field}: ${from ?? 'none'} → ${to ?? 'none'}`;
}
