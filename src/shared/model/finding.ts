/** Something worth knowing about an object that was inspected, with the clause it rests on. */
export interface Finding {
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly citation: string | null;
}
