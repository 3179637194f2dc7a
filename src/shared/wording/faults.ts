import type { FaultId } from '../model/lab.ts';
import type { Policy } from '../model/policy.ts';

/**
 * What a fault leads to under a policy, where that is another thing than its instruction suggests; null where
 * the instruction says it all. One or two sentences.
 */
export function faultUnderPolicy(
  fault: FaultId,
  { ocsp, nonce }: Pick<Policy, 'ocsp' | 'nonce'>,
): string | null {
  if (ocsp === 'not-enabled') return 'OCSP checking is not enabled here: nobody is asked.';
  switch (fault) {
    case 'wrong-content-type':
      return 'The status stands here: the signed octets are judged, and the exchange shows the label.';
    case 'wrong-nonce':
      return nonce === 'omit'
        ? 'No nonce is sent here, so none can be wrong: the answer counts, with a warning.'
        : 'A nonce is sent here: the answer is refused (nonce-mismatch), and the fallback decides.';
    default:
      return null;
  }
}
