import type { Policy } from './policy.ts';

/** Whether two policies are alike in everything. */
export function isSamePolicy(a: Policy, b: Policy): boolean {
  return JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));
}

function comparable({ responderCertificate, ...rest }: Policy): unknown {
  const bytes = responderCertificate === null ? null : [...responderCertificate];
  return Object.entries({ ...rest, bytes }).sort(([a], [b]) => a.localeCompare(b));
}
