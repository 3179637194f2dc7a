import { certIdHashOf, createCertId } from '#pki/ocsp/cert-id.ts';
import type { CertId, OwnCertId, SingleResponse } from '#pki/ocsp/types.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { AlgorithmIdentifier, Certificate } from '#pki/x509/certificate.ts';
import type { CertIdHash, CertStatus } from '#shared/model/ocsp.ts';

/** A SingleResponse about the certificate, and the hash with which it identifies it. */
export interface SingleMatch {
  readonly single: SingleResponse;
  readonly hash: CertIdHash;
}

/** The certificate that a response is to be about. */
export interface MatchSubject {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** As it was asked. */
  readonly certId: OwnCertId;
}

/**
 * The SingleResponses that identify the certificate (RFC 6960 §3.2 item 1). A CertID built with another hash
 * than ours is compared with one that we build with that hash.
 */
export function matchSingles(
  responses: readonly SingleResponse[],
  subject: MatchSubject,
): readonly SingleMatch[] {
  const matches: SingleMatch[] = [];
  const others = new Map<CertIdHash, OwnCertId>();
  for (const single of responses) {
    if (!isSameOctets(single.certId.serialNumber, subject.certId.serialNumber)) continue;
    const hash = certIdHashOf(single.certId.hashAlgorithm);
    if (hash === null || !hasNoParameters(single.certId.hashAlgorithm)) continue;
    const expected = expectedCertId(subject, hash, others);
    if (isSameIssuer(single.certId, expected)) matches.push({ single, hash });
  }
  return matches;
}

function expectedCertId(
  { certificate, issuer, certId }: MatchSubject,
  hash: CertIdHash,
  others: Map<CertIdHash, OwnCertId>,
): OwnCertId {
  if (hash === certId.hash) return certId;
  const expected = others.get(hash) ?? createCertId(certificate, issuer, hash);
  others.set(hash, expected);
  return expected;
}

/** Absent and NULL mean the same for the SHA algorithms (RFC 5754 §2). */
function hasNoParameters({ parameters }: AlgorithmIdentifier): boolean {
  return parameters === null || (parameters.length === 2 && parameters[0] === 0x05);
}

function isSameIssuer(a: CertId, b: CertId): boolean {
  return (
    isSameOctets(a.issuerNameHash, b.issuerNameHash) &&
    isSameOctets(a.issuerKeyHash, b.issuerKeyHash)
  );
}

const strictness: Readonly<Record<CertStatus, number>> = { good: 0, unknown: 1, revoked: 2 };

/** The answer among several: revoked over unknown over good, and of two alike the one known later. */
export function strictestOf(matches: readonly SingleMatch[]): SingleResponse | null {
  let strictest: SingleResponse | null = null;
  for (const { single } of matches) {
    if (strictest === null || isStricter(single, strictest)) strictest = single;
  }
  return strictest;
}

function isStricter(a: SingleResponse, b: SingleResponse): boolean {
  const difference = strictness[a.certStatus.status] - strictness[b.certStatus.status];
  return difference > 0 || (difference === 0 && a.thisUpdate > b.thisUpdate);
}
