import { decodeResponse } from '#pki/ocsp/response.ts';
import type { SingleResponse } from '#pki/ocsp/types.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificateCached } from '#pki/x509/decode-cached.ts';
import { isIssuerName } from '#pki/x509/issuance.ts';
import type { CheckPolicy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { TimelineInstant } from '#shared/model/timeline.ts';
import type { Evidence } from './evidence.ts';

const second = 1_000;

/** The part of a policy that moves instants. */
export type TimelinePolicy = Pick<CheckPolicy, 'skewSeconds' | 'maxAgeSeconds'>;

/**
 * Every time that the evidence names, as the policy moves it: where a verdict can flip. The answer's come first,
 * then those of certificates that are nearer to it.
 */
export function instantsOf(evidence: Evidence, policy: TimelinePolicy): readonly TimelineInstant[] {
  const { certificate, presentedChain, trustAnchors, answer } = evidence;
  const own = 'der' in certificate ? [certificate] : [];
  const decoded = answer === null ? null : decodeResponse(answer.response);
  const basic = decoded?.ok === true ? decoded.value.basic : null;
  const embedded = (basic?.certificates ?? []).flatMap((der) => {
    const read = decodeCertificateCached(der);
    return read.ok ? [read.value] : [];
  });
  const below = [...own, ...presentedChain];
  const anchors = trustAnchors.filter((anchor) => isAbove(anchor, below));
  const certificates = unique([...own, ...anchors, ...presentedChain, ...embedded]);
  const singles = (basic?.responses ?? []).filter(({ certId }) =>
    own.some(({ serialNumber }) => isSameOctets(serialNumber, certId.serialNumber)),
  );
  return [
    ...(basic === null ? [] : around(basic.producedAt, 'producedAt', policy)),
    ...singles.flatMap((single) => ofSingle(single, policy)),
    ...certificates.flatMap((each) => ofValidity(each, policy)),
  ];
}

/** No path ends at another anchor: of a store of hundreds, few have to do with a certificate. */
function isAbove(anchor: Certificate, below: readonly Certificate[]): boolean {
  return below.some((each) => isIssuerName(each, anchor) || isSameOctets(each.der, anchor.der));
}

function unique(certificates: readonly Certificate[]): readonly Certificate[] {
  return certificates.filter(
    (each, i) => certificates.findIndex((other) => isSameOctets(other.der, each.der)) === i,
  );
}

function ofValidity(certificate: Certificate, policy: TimelinePolicy): readonly TimelineInstant[] {
  const name = certificate.facts.subjectText;
  return [
    ...around(certificate.notBefore, `notBefore of ${name}`, policy),
    // notAfter names the last second of a validity.
    ...around(certificate.notAfter + second, `notAfter of ${name}`, policy),
  ];
}

function ofSingle(single: SingleResponse, policy: TimelinePolicy): readonly TimelineInstant[] {
  const { thisUpdate, nextUpdate, certStatus } = single;
  const { maxAgeSeconds } = policy;
  return [
    ...around(thisUpdate, 'thisUpdate', policy),
    ...(nextUpdate === null ? [] : around(nextUpdate, 'nextUpdate', policy)),
    ...(certStatus.status === 'revoked'
      ? around(certStatus.revocation.time, 'revocationTime', policy)
      : []),
    ...(maxAgeSeconds === null
      ? []
      : around(thisUpdate + maxAgeSeconds * second, `thisUpdate and ${maxAgeSeconds} s`, policy)),
  ];
}

/** A time, and by how much clocks may differ before and after it. */
function around(
  at: EpochMs,
  what: string,
  { skewSeconds }: TimelinePolicy,
): readonly TimelineInstant[] {
  if (skewSeconds === 0) return [{ at, what }];
  const skew = skewSeconds * second;
  return [
    { at: at - skew, what: `${what} less ${skewSeconds} s` },
    { at, what },
    { at: at + skew, what: `${what} and ${skewSeconds} s` },
  ];
}
