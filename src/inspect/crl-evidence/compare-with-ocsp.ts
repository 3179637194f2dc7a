import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { OcspResponse } from '#pki/ocsp/types.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import type { Disagreement } from '#shared/model/object-judgement.ts';
import { isOfIssuer } from '../response-evidence/is-of-issuer.ts';

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
