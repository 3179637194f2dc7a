import { createHash } from 'node:crypto';
import type { CertId, SingleResponse } from '#pki/ocsp/types.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';

/** A hash that a CertID may name and that we can compute. */
export type IdHash = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

const hashByOid: Readonly<Record<string, IdHash>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** A SingleResponse, and in which parts its CertID is that of the certificate in question. */
export interface SingleFacts {
  readonly single: SingleResponse;
  /** null where we cannot compute it. */
  readonly hash: IdHash | null;
  readonly isSerial: boolean;
  readonly isNameHash: boolean;
  readonly isKeyHash: boolean;
}

/** The certificate in question and its issuer. */
export interface IdSubject {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

/** Compares the CertID of every SingleResponse with the certificate in question, part by part. */
export function examineSingles(
  responses: readonly SingleResponse[],
  { certificate, issuer }: IdSubject,
): readonly SingleFacts[] {
  return responses.map((single) => {
    const { certId } = single;
    const hash = idHashOf(certId);
    return {
      single,
      hash,
      isSerial: isSameOctets(certId.serialNumber, certificate.serialNumber),
      isNameHash: hash !== null && isSameOctets(certId.issuerNameHash, nameHash(issuer, hash)),
      isKeyHash: hash !== null && isSameOctets(certId.issuerKeyHash, keyHash(issuer, hash)),
    };
  });
}

/** The hash of a CertID; null where we cannot compute it. */
export function idHashOf({ hashAlgorithm }: CertId): IdHash | null {
  return hashByOid[hashAlgorithm.oid] ?? null;
}

/** Whether a CertID names this certificate as the issuer, by the CertID's own hash. */
export function namesIssuer(certId: CertId, issuer: Certificate): boolean {
  const hash = idHashOf(certId);
  return (
    hash !== null &&
    isSameOctets(certId.issuerNameHash, nameHash(issuer, hash)) &&
    isSameOctets(certId.issuerKeyHash, keyHash(issuer, hash))
  );
}

/** Whether two CertIDs are of one issuer: the same hash and the same octets. */
export function isSameIssuerId(a: CertId, b: CertId): boolean {
  return (
    a.hashAlgorithm.oid === b.hashAlgorithm.oid &&
    isSameOctets(a.issuerNameHash, b.issuerNameHash) &&
    isSameOctets(a.issuerKeyHash, b.issuerKeyHash)
  );
}

const names = new WeakMap<Certificate, Map<IdHash, Uint8Array>>();
const keys = new WeakMap<Certificate, Map<IdHash, Uint8Array>>();

function nameHash(issuer: Certificate, hash: IdHash): Uint8Array {
  return hashed(names, issuer, { hash, octets: issuer.subject });
}

/** The hash of a certificate's public key, without tag and length (RFC 6960 §4.1.1). */
export function keyHash(certificate: Certificate, hash: IdHash): Uint8Array {
  return hashed(keys, certificate, { hash, octets: certificate.subjectPublicKey });
}

function hashed(
  kept: WeakMap<Certificate, Map<IdHash, Uint8Array>>,
  certificate: Certificate,
  { hash, octets }: { readonly hash: IdHash; readonly octets: Uint8Array },
): Uint8Array {
  let byHash = kept.get(certificate);
  if (byHash === undefined) {
    byHash = new Map();
    kept.set(certificate, byHash);
  }
  const known = byHash.get(hash);
  if (known !== undefined) return known;
  const digest = new Uint8Array(createHash(hash).update(octets).digest());
  byHash.set(hash, digest);
  return digest;
}
