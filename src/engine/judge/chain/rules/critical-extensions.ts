import { extensionOid } from '#pki/x509/oid.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import type { PathLink } from './rule.ts';

/** Critical extensions that are processed, or that cannot make a path fail. */
const processed: ReadonlySet<string> = new Set([
  extensionOid.basicConstraints,
  extensionOid.keyUsage,
  extensionOid.extendedKeyUsage,
  extensionOid.subjectAltName,
  extensionOid.nameConstraints,
  extensionOid.certificatePolicies,
  extensionOid.policyMappings,
  extensionOid.policyConstraints,
  extensionOid.inhibitAnyPolicy,
  extensionOid.ocspNoCheck,
]);

/** RFC 5280 §4.2: a critical extension that is not processed makes the certificate unusable. */
export function checkCriticalExtensions({ certificate }: PathLink): ChainFailure | null {
  for (const { critical, oid } of certificate.extensions) {
    if (critical && !processed.has(oid)) {
      return { code: 'critical-extension', subject: certificate.facts.subjectText, oid };
    }
  }
  return null;
}
