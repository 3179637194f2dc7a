import type { Certificate } from '#pki/x509/certificate.ts';
import {
  type BasicConstraints,
  decodeBasicConstraints,
  decodeExtendedKeyUsage,
  decodeExtension,
  decodeKeyUsage,
  type KeyUsage,
} from '#pki/x509/extensions.ts';
import { isSameName } from '#pki/x509/name.ts';
import { extensionOid } from '#pki/x509/oid.ts';

/** What path validation (RFC 5280 §6.1) asks of a certificate's extensions. Absent is null. */
export interface PathFacts {
  readonly basicConstraints: BasicConstraints | null;
  readonly keyUsage: ReadonlySet<KeyUsage> | null;
  readonly extendedKeyUsage: readonly string[] | null;
  /** Identifier of the first critical extension that path validation does not process. */
  readonly unknownCritical: string | null;
  /** Why one of the extensions above cannot be read. */
  readonly unreadable: string | null;
  /** Subject and issuer are the same name (RFC 5280 §6.1). */
  readonly isSelfIssued: boolean;
}

/**
 * Critical extensions that are processed, or that cannot make a path fail here. Policies: any policy is
 * acceptable and none is required (RFC 5280 §6.1.1), so certificatePolicies, policyMappings and
 * inhibitAnyPolicy change nothing; policyConstraints can require one, and is not processed.
 *
 * Deviation: nameConstraints are not processed, so a CA certificate that has them critical, as RFC 5280
 * §4.2.1.10 demands of CAs, is refused; those that are not critical are passed over.
 */
const processed: ReadonlySet<string> = new Set([
  extensionOid.basicConstraints,
  extensionOid.keyUsage,
  extensionOid.extendedKeyUsage,
  extensionOid.subjectAltName,
  extensionOid.certificatePolicies,
  extensionOid.policyMappings,
  extensionOid.inhibitAnyPolicy,
  extensionOid.ocspNoCheck,
]);

const known = new WeakMap<Certificate, PathFacts>();

/** The facts of a certificate, worked out once per certificate object. */
export function pathFactsOf(certificate: Certificate): PathFacts {
  const earlier = known.get(certificate);
  if (earlier !== undefined) return earlier;
  const facts = gather(certificate);
  known.set(certificate, facts);
  return facts;
}

function gather(certificate: Certificate): PathFacts {
  const { basicConstraints, keyUsage, extendedKeyUsage } = extensionOid;
  const constraints = decodeExtension(certificate, basicConstraints, decodeBasicConstraints);
  const usage = decodeExtension(certificate, keyUsage, decodeKeyUsage);
  const purposes = decodeExtension(certificate, extendedKeyUsage, decodeExtendedKeyUsage);
  const broken = [constraints, usage, purposes].find(({ ok }) => !ok);
  const critical = certificate.extensions.find(
    (extension) => extension.critical && !processed.has(extension.oid),
  );
  return {
    basicConstraints: constraints.ok ? constraints.value : null,
    keyUsage: usage.ok ? usage.value : null,
    extendedKeyUsage: purposes.ok ? purposes.value : null,
    unknownCritical: critical?.oid ?? null,
    unreadable:
      broken === undefined || broken.ok ? null : `${broken.error.path}: ${broken.error.message}`,
    isSelfIssued: isSameName(certificate.subject, certificate.issuer),
  };
}
