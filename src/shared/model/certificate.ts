import type { EpochMs } from './time.ts';

/** What the window and the command line say of a certificate. Serial and fingerprint in lower-case hex. */
export interface CertificateSummary {
  /** Lower-case hex SHA-256 of the DER; identifies the certificate everywhere. */
  readonly fingerprint: string;
  /** The common name, else the RFC 4514 subject, else the serial number: what a person calls it. */
  readonly label: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly notBefore: EpochMs;
  readonly notAfter: EpochMs;
  /** As a person names it: `RSA 2048`, `ECDSA P-256`, `Ed25519`. */
  readonly publicKey: string;
  readonly isCa: boolean;
  readonly isSelfIssued: boolean;
  /** OCSP URIs of authorityInfoAccess in their order; only the first is used. */
  readonly ocspUris: readonly string[];
  readonly extendedKeyUsage: readonly string[];
}

/** A certificate as a flow keeps it: readable, and whole. */
export interface PresentedCertificate {
  readonly summary: CertificateSummary;
  readonly der: Uint8Array;
}

/** A certificate that a person brought into the workbench. */
export interface LoadedCertificate {
  readonly summary: CertificateSummary;
  readonly der: Uint8Array;
  /** The file name it came from, or how it arrived ("pasted"). */
  readonly origin: string;
  readonly loadedAt: EpochMs;
  /** Fingerprint of the loaded certificate that issued this one (name and signature); null if none is loaded. */
  readonly issuerFingerprint: string | null;
  /** SHA-256 of the SubjectPublicKeyInfo in hex: the same for the key that belongs to it. */
  readonly keyPin: string;
}

/** What was recognised in one input, and what was not. Certificates go by their fingerprints. */
export interface LoadReport {
  readonly origin: string;
  readonly added: readonly string[];
  readonly alreadyLoaded: readonly string[];
  /** Ids of the objects other than certificates that are open because of it, those open before included. */
  readonly opened: readonly string[];
  readonly problems: readonly LoadProblem[];
}

/** Why an input, or one object in it, could not be taken. `offset` counts octets in the decoded object. */
export interface LoadProblem {
  readonly code:
    | 'empty-input'
    | 'too-large'
    | 'not-recognised'
    | 'not-a-certificate'
    | 'malformed'
    | 'private-key-refused'
    /** A case, or what cases are made of, that cannot be read. */
    | 'case-refused'
    | 'unreadable'
    | 'cancelled';
  readonly message: string;
  readonly offset: number | null;
  readonly path: string | null;
}
