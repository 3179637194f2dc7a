import { crlExtensionOid, crlNumberOf, crlScopeOf } from '#pki/crl/crl-extensions.ts';
import { type CertificateList, decodeCrl } from '#pki/crl/decode-crl.ts';
import { keyFactsOf, keyFactsToText } from '#pki/keys/key-facts.ts';
import { summarizeCertId } from '#pki/ocsp/cert-id.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { BasicOcspResponse, OcspResponse, SingleResponse } from '#pki/ocsp/types.ts';
import { hexOf } from '#pki/octets.ts';
import {
  type CertificationRequest,
  decodeCertificationRequest,
} from '#pki/pkcs10/decode-request.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { nameToText } from '#pki/x509/name.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { assertNever } from '#shared/model/result.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { certificateToJson } from './certificate-json.ts';

/** An object by the names of its fields, for programs; null where it is not well-formed or not known. */
export function decodedToJson({ kind, bytes }: InspectedObject) {
  switch (kind) {
    case 'certificate': {
      const certificate = decodeCertificate(bytes);
      return certificate.ok ? certificateToJson(summarizeCertificate(certificate.value)) : null;
    }
    case 'ocsp-request': {
      const request = decodeRequest(bytes);
      if (!request.ok) return null;
      const { requestList, nonce, isSigned } = request.value;
      const certIds = requestList.map(({ certId }) => summarizeCertId(certId));
      return { certIds, nonce: nonce === null ? null : hexOf(nonce), isSigned };
    }
    case 'ocsp-response': {
      const response = decodeResponse(bytes);
      return response.ok ? responseToJson(response.value) : null;
    }
    case 'crl': {
      const crl = decodeCrl(bytes);
      return crl.ok ? crlToJson(crl.value) : null;
    }
    case 'certificate-request': {
      const request = decodeCertificationRequest(bytes);
      return request.ok ? certificationRequestToJson(request.value) : null;
    }
    case 'pkcs7':
    case 'pkcs12':
    case 'key-store':
    case 'private-key':
    case 'public-key':
    case 'timestamp':
    case 'attribute-certificate':
    case 'not-recognised':
      return null;
    default:
      return assertNever(kind);
  }
}

/** Without its entries: a list may have hundreds of thousands. */
function crlToJson({
  issuer,
  thisUpdate,
  nextUpdate,
  extensions,
  revoked,
  version,
}: CertificateList) {
  const number = crlNumberOf(extensions, crlExtensionOid.crlNumber);
  return {
    version,
    issuer: nameToText(issuer),
    thisUpdate: toRfc3339(thisUpdate),
    nextUpdate: nextUpdate === null ? null : toRfc3339(nextUpdate),
    crlNumber: number === null ? null : hexOf(number),
    revoked: revoked.length,
    scope: crlScopeOf(extensions),
  };
}

function certificationRequestToJson(request: CertificationRequest) {
  return {
    subject: nameToText(request.subject),
    publicKey: keyFactsToText(keyFactsOf(request)),
    attributes: request.attributes,
    extensions: request.extensions.map(({ oid, critical }) => ({ oid, critical })),
    signatureAlgorithm: identifySignatureAlgorithm(request.signatureAlgorithm).name,
  };
}

function responseToJson({ responseStatus, responseType, basic }: OcspResponse) {
  return {
    responseStatus,
    responseType,
    responderId: basic === null ? null : responderIdToJson(basic),
    producedAt: basic === null ? null : toRfc3339(basic.producedAt),
    responses: (basic?.responses ?? []).map(singleToJson),
    nonce: basic === null || basic.nonce === null ? null : hexOf(basic.nonce),
    signatureAlgorithm:
      basic === null ? null : identifySignatureAlgorithm(basic.signatureAlgorithm).name,
    certificates: (basic?.certificates ?? []).map((der) => {
      const certificate = decodeCertificate(der);
      return certificate.ok ? certificateToJson(summarizeCertificate(certificate.value)) : null;
    }),
  };
}

function responderIdToJson({ responderId }: BasicOcspResponse) {
  return responderId.by === 'name'
    ? { byName: nameToText(responderId.name) }
    : { byKey: hexOf(responderId.keyHash) };
}

function singleToJson({ certId, certStatus, thisUpdate, nextUpdate }: SingleResponse) {
  const revocation = certStatus.status === 'revoked' ? certStatus.revocation : null;
  return {
    certId: summarizeCertId(certId),
    certStatus: certStatus.status,
    revocation:
      revocation === null ? null : { time: toRfc3339(revocation.time), reason: revocation.reason },
    thisUpdate: toRfc3339(thisUpdate),
    nextUpdate: nextUpdate === null ? null : toRfc3339(nextUpdate),
  };
}
