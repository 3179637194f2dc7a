import type { DerError } from '#pki/der/error.ts';
import { type KeyFacts, keyFactsOf } from '#pki/keys/key-facts.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import {
  type BasicConstraints,
  decodeAuthorityInfoAccess,
  decodeBasicConstraints,
  decodeExtendedKeyUsage,
  decodeExtension,
  decodeKeyUsage,
  findExtension,
  type KeyUsage,
} from '#pki/x509/extensions.ts';
import { extensionOid, keyPurposeOid } from '#pki/x509/oid.ts';
import {
  identifySignatureAlgorithm,
  type SignatureAlgorithm,
} from '#pki/x509/signature-algorithm.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { Result } from '#shared/model/result.ts';
import { type AlternativeNames, decodeAlternativeNames } from './alternative-names.ts';

/** A certificate with what several rules ask of it, worked out once. */
export interface CertificateSubject {
  readonly certificate: Certificate;
  readonly isCa: boolean;
  readonly isSelfIssued: boolean;
  readonly isResponder: boolean;
  readonly constraints: BasicConstraints | null;
  readonly keyUsage: ReadonlySet<KeyUsage> | null;
  readonly purposes: readonly string[] | null;
  /** OCSP URIs in their order. */
  readonly ocspUris: readonly string[];
  readonly names: AlternativeNames | null;
  readonly key: KeyFacts;
  readonly signature: SignatureAlgorithm;
  /** Extensions that are known and cannot be read; each counts as absent above. */
  readonly unreadable: readonly UnreadableExtension[];
}

/** A known extension whose value is not what it has to be. */
export interface UnreadableExtension {
  readonly name: string;
  readonly error: Pick<DerError, 'message' | 'offset'>;
}

/** Works out what the rules of certificates ask. */
export function certificateSubject(certificate: Certificate): CertificateSubject {
  const unreadable: UnreadableExtension[] = [];
  const read = <T>(
    name: keyof typeof extensionOid,
    decode: (der: Uint8Array) => Result<T, DerError>,
  ): T | null => {
    const decoded = decodeExtension(certificate, extensionOid[name], decode);
    if (decoded.ok) return decoded.value;
    unreadable.push({ name, error: decoded.error });
    return null;
  };
  const constraints = read('basicConstraints', decodeBasicConstraints);
  const keyUsage = read('keyUsage', decodeKeyUsage);
  const purposes = read('extendedKeyUsage', decodeExtendedKeyUsage);
  const access = read('authorityInfoAccess', decodeAuthorityInfoAccess);
  const names = findExtension(certificate, extensionOid.subjectAltName);
  const decodedNames = names === null ? null : decodeAlternativeNames(names.value);
  if (names !== null && decodedNames === null) {
    unreadable.push({ name: 'subjectAltName', error: { message: 'no GeneralNames', offset: 0 } });
  }
  return {
    certificate,
    isCa: constraints?.isCa ?? false,
    isSelfIssued: summarizeCertificate(certificate).isSelfIssued,
    isResponder: purposes?.includes(keyPurposeOid.ocspSigning) === true,
    constraints,
    keyUsage,
    purposes,
    ocspUris: access?.ocspUris ?? [],
    names: decodedNames,
    key: keyFactsOf(certificate),
    signature: identifySignatureAlgorithm(certificate.signatureAlgorithm),
    unreadable,
  };
}

/** Whether the certificate has the extension. */
export function hasExtension({ certificate }: CertificateSubject, oid: string): boolean {
  return findExtension(certificate, oid) !== null;
}
