import type { CertIdHash, OcspResponseStatus, Revocation } from '#shared/model/ocsp.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { DerDeviation } from '../der/deviation.ts';
import type { AlgorithmIdentifier, Extension } from '../x509/certificate.ts';

/** CertID (RFC 6960 §4.1.1). Byte fields are content octets. */
export interface CertId {
  readonly hashAlgorithm: AlgorithmIdentifier;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serialNumber: Uint8Array;
}

/** A CertID that we built ourselves, with the hash it is built with. */
export interface OwnCertId extends CertId {
  readonly hash: CertIdHash;
}

/** OCSPRequest (RFC 6960 §4.1.1). */
export interface OcspRequest {
  readonly der: Uint8Array;
  /** What in `der` is not strict, and was read all the same. */
  readonly deviations: readonly DerDeviation[];
  readonly requestList: readonly {
    readonly certId: CertId;
    readonly extensions: readonly Extension[];
  }[];
  readonly extensions: readonly Extension[];
  /** Contents of the nonce OCTET STRING (RFC 9654 §2.1); null where there is none. */
  readonly nonce: Uint8Array | null;
  /** True where optionalSignature is present; its contents are not judged. */
  readonly isSigned: boolean;
}

/** CertStatus with what came with it (RFC 6960 §4.2.1). */
export type DecodedCertStatus =
  | { readonly status: 'good' }
  | { readonly status: 'revoked'; readonly revocation: Revocation }
  | { readonly status: 'unknown' };

/** SingleResponse (RFC 6960 §4.2.1). */
export interface SingleResponse {
  readonly certId: CertId;
  readonly certStatus: DecodedCertStatus;
  readonly thisUpdate: EpochMs;
  readonly nextUpdate: EpochMs | null;
  readonly extensions: readonly Extension[];
}

/** ResponderID (RFC 6960 §4.2.1): DER of a Name, or the SHA-1 of a public key. */
export type DecodedResponderId =
  | { readonly by: 'name'; readonly name: Uint8Array }
  | { readonly by: 'key'; readonly keyHash: Uint8Array };

/** BasicOCSPResponse (RFC 6960 §4.2.1). Byte fields are views of the response. */
export interface BasicOcspResponse {
  /** The exact octets that are signed. */
  readonly tbsResponseData: Uint8Array;
  readonly version: number;
  readonly responderId: DecodedResponderId;
  readonly producedAt: EpochMs;
  readonly responses: readonly SingleResponse[];
  readonly extensions: readonly Extension[];
  /** Contents of the nonce OCTET STRING, or of extnValue where it has none in it; null where there is no nonce. */
  readonly nonce: Uint8Array | null;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** DER of each certificate in `certs`, not decoded yet. */
  readonly certificates: readonly Uint8Array[];
}

/** OCSPResponse (RFC 6960 §4.2.1). */
export interface OcspResponse {
  readonly der: Uint8Array;
  /** What in `der` is not strict, and was read all the same. */
  readonly deviations: readonly DerDeviation[];
  readonly responseStatus: OcspResponseStatus;
  /** responseType; null where there are no responseBytes. */
  readonly responseType: string | null;
  /** null where there are no responseBytes, or their type is another than id-pkix-ocsp-basic. */
  readonly basic: BasicOcspResponse | null;
}
