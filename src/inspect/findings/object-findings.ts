import type { OcspRequest, OcspResponse } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { Finding } from '#shared/model/finding.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { certificateSubject } from './certificate-subject.ts';
import { certificateRules, requestRules, responseRules } from './registry.ts';
import { signersOf } from './response-parts.ts';
import { applyRules, gravestFirst } from './rule.ts';

/** What a person should know of a certificate before resting a decision on it, gravest first. */
export function certificateFindings(certificate: Certificate, now: EpochMs): readonly Finding[] {
  return applyRules(certificateRules, certificateSubject(certificate), now);
}

/** What a person should know of an OCSP request. */
export function requestFindings(request: OcspRequest, now: EpochMs): readonly Finding[] {
  return applyRules(requestRules, request, now);
}

/** What a person should know of an OCSP response; whether it is to be believed is for the checks. */
export function responseFindings(response: OcspResponse, now: EpochMs): readonly Finding[] {
  const ofSigners = signersOf(response)
    .flatMap((certificate) => certificateFindings(certificate, now))
    .filter(({ severity, id }) => severity !== 'note' && id !== 'no-ocsp-uri')
    .map((finding) => ({ ...finding, message: `Signer: ${finding.message}` }));
  return gravestFirst([...applyRules(responseRules, response, now), ...ofSigners]);
}
