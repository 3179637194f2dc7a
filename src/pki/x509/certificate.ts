import type { EpochMs } from '#shared/model/time.ts';
import type { DerDeviation } from '../der/deviation.ts';
import type { CertificateFacts } from './certificate-facts.ts';

/**
 * AlgorithmIdentifier (RFC 5280 §4.1.1.2):
 *
 *     AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY DEFINED BY algorithm OPTIONAL }
 */
export interface AlgorithmIdentifier {
  readonly oid: string;
  /** DER of the parameters; null where they are absent. */
  readonly parameters: Uint8Array | null;
}

/** One extension of a certificate, a request or a response (RFC 5280 §4.1). */
export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** The contents of extnValue: the DER of the extension itself. */
  readonly value: Uint8Array;
}

/**
 * An X.509 certificate (RFC 5280 §4.1) as far as a revocation decision rests on it. Plain data; byte
 * fields are views of `der`. Names stay encoded: they are compared and hashed far more often than read.
 */
export interface CertificateFields {
  readonly der: Uint8Array;
  /** The exact octets that are signed. */
  readonly tbsCertificate: Uint8Array;
  readonly version: 1 | 2 | 3;
  /** INTEGER content octets, as encoded. */
  readonly serialNumber: Uint8Array;
  /** DER of the issuer Name. */
  readonly issuer: Uint8Array;
  /** DER of the subject Name. */
  readonly subject: Uint8Array;
  readonly notBefore: EpochMs;
  readonly notAfter: EpochMs;
  /** DER of SubjectPublicKeyInfo. */
  readonly subjectPublicKeyInfo: Uint8Array;
  readonly publicKeyAlgorithm: AlgorithmIdentifier;
  /** The octets inside subjectPublicKey, without tag, length and unused-bits octet: what issuerKeyHash is over. */
  readonly subjectPublicKey: Uint8Array;
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** What in `der` is not strict, and was read all the same. */
  readonly deviations: readonly DerDeviation[];
}

/** A decoded certificate, with what follows from its octets. */
export interface Certificate extends CertificateFields {
  readonly facts: CertificateFacts;
}
