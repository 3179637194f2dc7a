import type { ChainFailure } from '#shared/model/chain.ts';
import type { PathLink } from './rule.ts';

/**
 * RFC 5280 §6.1.4 (k) and (n). A trust anchor of version 1 or 2 has no way to say that it is a CA: being
 * trusted says it.
 */
export function checkIssuerIsCa({ certificate, depth, isAnchor }: PathLink): ChainFailure | null {
  if (depth === 0) return null;
  const { extensions, subjectText: subject } = certificate.facts;
  const { basicConstraints, keyUsage } = extensions;
  const isOldAnchor = isAnchor && certificate.version !== 3;
  const isCa = basicConstraints.ok && basicConstraints.value?.isCa === true;
  if (!isOldAnchor && !isCa) return { code: 'issuer-not-a-ca', subject };
  const maySign = !keyUsage.ok || (keyUsage.value?.has('keyCertSign') ?? true);
  return maySign ? null : { code: 'issuer-may-not-sign', subject };
}
