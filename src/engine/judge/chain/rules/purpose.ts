import type { KeyUsage } from '#pki/x509/extensions.ts';
import { keyPurposeOid, nameKeyPurpose } from '#pki/x509/oid.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import type { PathLink } from './rule.ts';

interface Needs {
  readonly purpose: string;
  /** One of these bits of keyUsage is enough. */
  readonly usages: readonly KeyUsage[];
}

/** RFC 5280 §4.2.1.12 and §4.2.1.3. */
const needs: Readonly<Record<'client' | 'server', Needs>> = {
  client: { purpose: keyPurposeOid.clientAuth, usages: ['digitalSignature', 'keyAgreement'] },
  server: {
    purpose: keyPurposeOid.serverAuth,
    usages: ['digitalSignature', 'keyEncipherment', 'keyAgreement'],
  },
};

/**
 * The certificate is meant for what the path is asked for. As TLS libraries do, a CA with extendedKeyUsage is
 * taken to issue for these purposes alone.
 */
export function checkPurpose({ certificate, depth, demand }: PathLink): ChainFailure | null {
  const { purpose } = demand;
  if (purpose === 'any') return null;
  const { extendedKeyUsage, keyUsage } = certificate.facts.extensions;
  const purposes = extendedKeyUsage.ok ? extendedKeyUsage.value : null;
  const usages = keyUsage.ok ? keyUsage.value : null;
  const needed = needs[purpose];
  const isMeant =
    purposes === null || purposes.includes(needed.purpose) || purposes.includes(keyPurposeOid.any);
  const mayProve = depth > 0 || usages === null || needed.usages.some((usage) => usages.has(usage));
  if (isMeant && mayProve) return null;
  return {
    code: 'wrong-purpose',
    subject: certificate.facts.subjectText,
    purpose,
    extendedKeyUsage: (purposes ?? []).map(nameKeyPurpose),
  };
}

/** What keeps a certificate from a purpose, where that is wrong. */
export function lackingPurpose({
  purpose,
  extendedKeyUsage,
}: Pick<ChainFailure & { code: 'wrong-purpose' }, 'purpose' | 'extendedKeyUsage'>): string {
  const suitable = [needs[purpose].purpose, keyPurposeOid.any].map(nameKeyPurpose);
  const isMeant =
    extendedKeyUsage.length === 0 || extendedKeyUsage.some((each) => suitable.includes(each));
  const bits = purpose === 'client' ? 'digitalSignature' : 'digitalSignature and keyEncipherment';
  return isMeant
    ? `keyUsage lacks ${bits}`
    : `extendedKeyUsage has ${extendedKeyUsage.join(', ')} alone`;
}
