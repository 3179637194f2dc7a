import type { ChainFailure } from '#shared/model/chain.ts';
import { judgeKey, judgeSignatureAlgorithm } from '../strength.ts';
import type { PathLink } from './rule.ts';

/**
 * Local policy: no path rests on a key or a signature that anybody can forge (RSA under 1,024 bits, MD5), nor
 * on a small key where the policy says so. The signature on a trust anchor carries nothing.
 */
export function checkStrength({ certificate, isAnchor, demand }: PathLink): ChainFailure | null {
  const subject = certificate.facts.subjectText;
  const signed = judgeSignatureAlgorithm(certificate.signatureAlgorithm);
  if (!isAnchor && signed.strength === 'broken') {
    return { code: 'algorithm-refused', subject, what: `a signature by ${signed.what}` };
  }
  const key = judgeKey(certificate);
  if (key.strength === 'broken') {
    return { code: 'algorithm-refused', subject, what: `a key of ${key.what}` };
  }
  const isRefused = key.strength === 'small' && demand.smallKeys === 'fail';
  return isRefused ? { code: 'key-too-small', subject, what: key.what } : null;
}
