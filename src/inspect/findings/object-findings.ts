import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { KeyStore } from '#pki/keystore/decode-keystore.ts';
import type { OcspRequest, OcspResponse } from '#pki/ocsp/types.ts';
import type { CertificationRequest } from '#pki/pkcs10/decode-request.ts';
import type { Pkcs12 } from '#pki/pkcs12/decode-pkcs12.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { PublicKeyInfo } from '#pki/x509/public-key.ts';
import type { Finding } from '#shared/model/finding.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { certificateSubject } from './certificate-subject.ts';
import type { PrivateKeySubject } from './private-key-subject.ts';
import {
  certificateRules,
  certificationRequestRules,
  crlRules,
  keyStoreRules,
  pkcs12Rules,
  privateKeyRules,
  publicKeyRules,
  requestRules,
  responseRules,
} from './registry.ts';
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

/** What a person should know of a CRL before looking something up in it. */
export function crlFindings(subject: CertificateList, now: EpochMs): readonly Finding[] {
  return applyRules(crlRules, subject, now);
}

/** What a person should know of a request before signing it. */
export function certificationRequestFindings(
  subject: CertificationRequest,
  now: EpochMs,
): readonly Finding[] {
  return applyRules(certificationRequestRules, subject, now);
}

/** What a person should know of a public key. */
export function publicKeyFindings(subject: PublicKeyInfo, now: EpochMs): readonly Finding[] {
  return applyRules(publicKeyRules, subject, now);
}

/** What a person should know of a private key and how it is kept. */
export function privateKeyFindings(subject: PrivateKeySubject, now: EpochMs): readonly Finding[] {
  return applyRules(privateKeyRules, subject, now);
}

/** What a person should know of a PKCS#12 file. */
export function pkcs12Findings(subject: Pkcs12, now: EpochMs): readonly Finding[] {
  return applyRules(pkcs12Rules, subject, now);
}

/** What a person should know of a Java key store. */
export function keyStoreFindings(subject: KeyStore, now: EpochMs): readonly Finding[] {
  return applyRules(keyStoreRules, subject, now);
}
