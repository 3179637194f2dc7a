import type { EpochMs } from './time.ts';

/** What a responder says of a certificate (RFC 6960 §4.2.1 CertStatus). `unknown` is its word only. */
export type CertStatus = 'good' | 'revoked' | 'unknown';

/** RFC 6960 §4.2.1 OCSPResponseStatus, literals verbatim. */
export type OcspResponseStatus =
  | 'successful'
  | 'malformedRequest'
  | 'internalError'
  | 'tryLater'
  | 'sigRequired'
  | 'unauthorized';

/** RFC 5280 §5.3.1 CRLReason, literals verbatim. */
export type NamedRevocationReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'cACompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'certificateHold'
  | 'removeFromCRL'
  | 'privilegeWithdrawn'
  | 'aACompromise';

/** A CRLReason; a number that RFC 5280 does not define is kept as it came. */
export type RevocationReason = NamedRevocationReason | `unrecognised reason ${number}`;

/** The hash algorithms that a CertID is built with. */
export type CertIdHash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** Who signed, as the response names it (RFC 6960 §4.2.1 ResponderID): an RFC 4514 name, or a key hash in hex. */
export type ResponderId = { readonly byName: string } | { readonly byKey: string };

/** RFC 6960 §4.1.1 CertID in a form a person can read; hashes and serial number in lower-case hex. */
export interface CertIdSummary {
  readonly hashAlgorithm: string;
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  readonly serialNumber: string;
}

/** When and why a certificate was revoked; `reason` is null when the responder gave none. */
export interface Revocation {
  readonly time: EpochMs;
  readonly reason: RevocationReason | null;
}

/** What is worth saying of a decoded OCSP response on one line each. */
export interface ResponseSummary {
  readonly producedAt: EpochMs;
  readonly thisUpdate: EpochMs | null;
  readonly nextUpdate: EpochMs | null;
  readonly responderId: ResponderId;
  readonly signatureAlgorithm: string;
  /** RFC 4514 subject of the certificate whose key verified the signature; null if none did. */
  readonly signer: string | null;
  readonly certStatus: CertStatus | null;
}
