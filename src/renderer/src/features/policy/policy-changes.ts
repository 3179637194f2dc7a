import type { Policy } from '#shared/model/policy.ts';

/** Whether two policies differ in anything. */
export function isChanged(a: Policy, b: Policy): boolean {
  return JSON.stringify(comparable(a)) !== JSON.stringify(comparable(b));
}

function comparable({ responderCertificate, ...rest }: Policy): unknown {
  const bytes = responderCertificate === null ? null : [...responderCertificate];
  return Object.entries({ ...rest, bytes }).sort(([a], [b]) => a.localeCompare(b));
}
