import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { OcspResponse } from '#pki/ocsp/types.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';

/** A serial number of which an OCSP response and a CRL do not say the same. */
export interface Disagreement {
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly ocsp: string;
  readonly crl: string;
}

/** Whether OCSP and a CRL of one issuer agree, for every certificate that the response answers for. */
export function compareWithOcsp(
  crl: CertificateList,
  { basic }: OcspResponse,
): { readonly compared: number; readonly disagreements: readonly Disagreement[] } {
  const singles = basic?.responses ?? [];
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
