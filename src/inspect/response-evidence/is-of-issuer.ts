import { createHash } from 'node:crypto';
import { certIdHashOf } from '#pki/ocsp/cert-id.ts';
import type { CertId } from '#pki/ocsp/types.ts';
import { isSameOctets } from '#pki/octets.ts';

/** Whether a CertID names an issuer: its name as it is spelt, by the hash of the CertID. */
export function isOfIssuer(
  { hashAlgorithm, issuerNameHash }: CertId,
  issuerName: Uint8Array,
): boolean {
  const hash = certIdHashOf(hashAlgorithm);
  return (
    hash !== null && isSameOctets(createHash(hash).update(issuerName).digest(), issuerNameHash)
  );
}
