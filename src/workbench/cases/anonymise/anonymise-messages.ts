import {
  encodeBasicResponse,
  encodeOcspResponse,
  encodeResponseData,
} from '#pki/ocsp/encode-response.ts';
import { ocspOid } from '#pki/ocsp/object-identifiers.ts';
import { encodeRequest } from '#pki/ocsp/request.ts';
import type { BasicOcspResponse, CertId, OcspRequest, OcspResponse } from '#pki/ocsp/types.ts';
import type { Certificate, Extension } from '#pki/x509/certificate.ts';
import { decodeCertificateCached } from '#pki/x509/decode-cached.ts';
import { type Anonymiser, anonymiseCertificate } from './anonymise-certificate.ts';
import { signLike } from './sign-like.ts';
import type { StandIns } from './stand-ins.ts';

/** The certificates in a response that can be read. */
export function certificatesIn({ basic }: OcspResponse): readonly Certificate[] {
  return (basic?.certificates ?? []).flatMap((der) => {
    const decoded = decodeCertificateCached(der);
    return decoded.ok ? [decoded.value] : [];
  });
}

/** The same question about stand-ins; who asked, and a signature on it, are left out. */
export function anonymiseRequest(request: OcspRequest, standIns: StandIns): Uint8Array {
  const certIds = request.requestList.map(({ certId }) => anonymiseCertId(certId, standIns));
  const { nonce } = request;
  return encodeRequest({ certIds, nonce: nonce === null ? null : standIns.octets(nonce) });
}

/** The same answer about stand-ins, signed anew; the octets of an error message say of nobody anything. */
export function anonymiseResponse(response: OcspResponse, by: Anonymiser): Uint8Array {
  const { basic } = response;
  return basic === null ? response.der : anonymiseBasic(response, basic, by);
}

function anonymiseBasic(
  { responseStatus }: OcspResponse,
  basic: BasicOcspResponse,
  by: Anonymiser,
): Uint8Array {
  const { standIns } = by;
  const { responderId, nonce } = basic;
  const tbsResponseData = encodeResponseData({
    version: basic.version,
    responderId:
      responderId.by === 'name'
        ? { by: 'name', name: standIns.name(responderId.name) }
        : { by: 'key', keyHash: standIns.hash(responderId.keyHash) },
    producedAt: basic.producedAt,
    responses: basic.responses.map((single) => ({
      ...single,
      certId: anonymiseCertId(single.certId, standIns),
      extensions: single.extensions.filter(({ critical }) => critical),
    })),
    extensions: basic.extensions.flatMap((one) => anonymiseExtension(one, nonce, standIns)),
  });
  const signed = {
    data: basic.tbsResponseData,
    algorithm: basic.signatureAlgorithm,
    signature: basic.signature,
  };
  const response = encodeBasicResponse({
    tbsResponseData,
    signatureAlgorithm: basic.signatureAlgorithm,
    signature: signLike(signed, tbsResponseData, by),
    certificates: basic.certificates.flatMap((der) => {
      const decoded = decodeCertificateCached(der);
      return decoded.ok ? [anonymiseCertificate(decoded.value, by)] : [];
    }),
  });
  const responseBytes = { responseType: ocspOid.basic, response };
  return encodeOcspResponse({ responseStatus, responseBytes });
}

/** The nonce is replaced where it stands, in the wrapping that it has; other extensions go unless critical. */
function anonymiseExtension(
  extension: Extension,
  nonce: Uint8Array | null,
  standIns: StandIns,
): readonly Extension[] {
  if (extension.oid !== ocspOid.nonce || nonce === null) {
    return extension.critical ? [extension] : [];
  }
  const { value } = extension;
  const wrapping = value.subarray(0, value.length - nonce.length);
  return [{ ...extension, value: Uint8Array.from([...wrapping, ...standIns.octets(nonce)]) }];
}

function anonymiseCertId(certId: CertId, standIns: StandIns): CertId {
  return {
    hashAlgorithm: certId.hashAlgorithm,
    issuerNameHash: standIns.hash(certId.issuerNameHash),
    issuerKeyHash: standIns.hash(certId.issuerKeyHash),
    serialNumber: standIns.serial(certId.serialNumber),
  };
}
