import { fallbackCauses, fallbackFor, type Policy } from '../model/policy.ts';
import type { PolicyField } from '../model/settings-of-others.ts';

/** A part of a policy in a few words: `fallback allow`. */
export function wordsFor(policy: Policy, field: PolicyField): string {
  const value = policy[field];
  if (field === 'cache') {
    const { use, minSeconds, maxSeconds } = policy.cache;
    return use === 'off' ? 'cache off' : `cache ${minSeconds} to ${maxSeconds} s`;
  }
  if (field === 'fallbackByCause') {
    return fallbackCauses.map((cause) => `${cause} ${fallbackFor(policy, cause)}`).join(', ');
  }
  if (value instanceof Uint8Array) return `${field} of ${value.length} octets`;
  return `${field} ${value === null ? 'none' : String(value)}`;
}
