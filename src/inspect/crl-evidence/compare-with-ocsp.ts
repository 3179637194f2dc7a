import { crlExtensionOid, crlNumberOf, crlScopeOf } from '#pki/crl/crl-extensions.ts';
import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { RevokedCertificate } from '#pki/crl/revoked-certificates.ts';
import type { OcspResponse, SingleResponse } from '#pki/ocsp/types.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import type { Agreement, Disagreement } from '#shared/model/object-judgement.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { isOfIssuer } from '../response-evidence/is-of-issuer.ts';
import { entryOf } from './judge-crl.ts';

/** Whether OCSP and a CRL agree, for every certificate of the CRL's issuer that the response answers for. */
export function compareWithOcsp(
  crl: CertificateList,
  { basic }: OcspResponse,
): Omit<Agreement, 'other' | 'otherId'> {
  const singles = (basic?.responses ?? []).filter(({ certId }) => isOfIssuer(certId, crl.issuer));
  const isWhole = isComplete(crl);
  const pairs = singles.map((single) => ({
    single,
    entry: entryOf(crl, single.certId.serialNumber),
  }));
  const told = pairs.filter(({ entry }) => entry !== null || isWhole);
  return {
    compared: told.length,
    notCovered: pairs.length - told.length,
    disagreements: told.flatMap(({ single, entry }) => compare(single, entry)),
  };
}

/** Whether a certificate of its issuer that is not listed is not revoked: no delta, and no part of a whole. */
function isComplete({ extensions }: CertificateList): boolean {
  const scope = crlScopeOf(extensions);
  const isDelta = crlNumberOf(extensions, crlExtensionOid.deltaCrlIndicator) !== null;
  return (
    !isDelta &&
    scope?.certificates === 'all' &&
    scope.reasons === 'all' &&
    scope.distributionPoint === null
  );
}

function compare(
  { certId, certStatus }: SingleResponse,
  entry: RevokedCertificate | null,
): readonly Disagreement[] {
  const serialNumber = serialNumberToText(certId.serialNumber);
  const listed = entry === null || entry.reason === 'removeFromCRL' ? null : entry;
  if ((listed !== null) !== (certStatus.status === 'revoked')) {
    const reason = listed?.reason ?? null;
    const crl = listed === null ? 'not listed' : `revoked${reason === null ? '' : ` (${reason})`}`;
    return [{ serialNumber, ocsp: certStatus.status, crl, differs: 'status' }];
  }
  if (listed === null || certStatus.status !== 'revoked') return [];
  const { time, reason } = certStatus.revocation;
  // A reason that is left out is unspecified (RFC 5280 §5.3.1).
  const ocsp = reason ?? 'unspecified';
  const crl = listed.reason ?? 'unspecified';
  return [
    ...(time === listed.revocationDate ? [] : [timesDiffer(serialNumber, time, listed)]),
    ...(ocsp === crl ? [] : [{ serialNumber, ocsp, crl, differs: 'reason' as const }]),
  ];
}

function timesDiffer(
  serialNumber: string,
  time: number,
  { revocationDate }: RevokedCertificate,
): Disagreement {
  return {
    serialNumber,
    ocsp: `revoked at ${toRfc3339(time)}`,
    crl: `revoked at ${toRfc3339(revocationDate)}`,
    differs: 'time',
  };
}
