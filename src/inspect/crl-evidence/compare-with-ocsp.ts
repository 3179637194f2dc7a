import { createHash } from 'node:crypto';
import type { CertificateList } from '#pki/crl/decode-crl.ts';
import { certIdHashOf } from '#pki/ocsp/cert-id.ts';
import type { CertId, OcspResponse } from '#pki/ocsp/types.ts';
import { isSameOctets } from '#pki/octets.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';

/** A serial number of which an OCSP response and a CRL do not say the same. */
export interface Disagreement {
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly ocsp: string;
  readonly crl: string;
}

/** Whether a CertID names the issuer: its name as it is spelt, by the hash of the CertID. */
function isOfIssuer({ hashAlgorithm, issuerNameHash }: CertId, issuer: Uint8Array): boolean {
  const hash = certIdHashOf(hashAlgorithm);
  return hash !== null && isSameOctets(createHash(hash).update(issuer).digest(), issuerNameHash);
}

/** Whether OCSP and a CRL agree, for every certificate of the CRL's issuer that the response answers for. */
export function compareWithOcsp(
  crl: CertificateList,
  { basic }: OcspResponse,
): { readonly compared: number; readonly disagreements: readonly Disagreement[] } {
  const singles = (basic?.responses ?? []).filter(({ certId }) => isOfIssuer(certId, crl.issuer));
  const disagreements = singles.flatMap(({ certId, certStatus }): readonly Disagreement[] => {
    const entry = crl.revoked.find(certId.serialNumber);
    const isRevoked = entry !== null && entry.reason !== 'removeFromCRL';
    if (isRevoked === (certStatus.status === 'revoked')) return [];
    const reason = entry?.reason ?? null;
    return [
      {
        serialNumber: serialNumberToText(certId.serialNumber),
        ocsp: certStatus.status,
        crl: isRevoked ? `revoked${reason === null ? '' : ` (${reason})`}` : 'not listed',
      },
    ];
  });
  return { compared: singles.length, disagreements };
}
