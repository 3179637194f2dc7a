import { certIdHashOf, createCertId } from '#pki/ocsp/cert-id.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { OcspRequest } from '#pki/ocsp/types.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { CertIdHash } from '#shared/model/ocsp.ts';
import type { Answer } from './evidence.ts';

/** A response from a file as an answer about a certificate; the request may be at hand or not. */
export function savedAnswer({
  certificate,
  issuer,
  response,
  request,
}: {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly response: Uint8Array;
  readonly request: OcspRequest | null;
}): Answer {
  const hash = hashAsked(certificate, request) ?? hashAnswered(certificate, response) ?? 'sha1';
  return {
    issuer,
    certId: createCertId(certificate, issuer, hash),
    request: request?.der ?? null,
    nonce: request?.nonce ?? null,
    http: null,
    response,
    kept: null,
  };
}

function hashAsked(certificate: Certificate, request: OcspRequest | null): CertIdHash | null {
  const asked = request?.requestList.find(({ certId }) =>
    isSameOctets(certId.serialNumber, certificate.serialNumber),
  );
  return asked === undefined ? null : certIdHashOf(asked.certId.hashAlgorithm);
}

/** Where nobody kept the request, the answer's own CertID tells how it was built. */
function hashAnswered(certificate: Certificate, response: Uint8Array): CertIdHash | null {
  const decoded = decodeResponse(response);
  const singles = decoded.ok ? (decoded.value.basic?.responses ?? []) : [];
  const single = singles.find(({ certId }) =>
    isSameOctets(certId.serialNumber, certificate.serialNumber),
  );
  return single === undefined ? null : certIdHashOf(single.certId.hashAlgorithm);
}
