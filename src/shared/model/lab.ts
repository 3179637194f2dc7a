import type { CertStatus, NamedRevocationReason, OcspResponseStatus, Revocation } from './ocsp.ts';
import type { DurationMs, EpochMs } from './time.ts';

/** Keys that the lab makes. `ed25519` is for certificates that only OCSP touches: browsers refuse it in TLS. */
export type LabKeyType = 'p256' | 'p384' | 'rsa2048' | 'ed25519';

/** What a certificate is for in the lab; orders the lab's tree. */
export type LabRole =
  | 'root-ca'
  | 'issuing-ca'
  | 'responder'
  | 'server'
  | 'client'
  | 'stranger-ca'
  | 'stranger-responder'
  | 'stranger-client';

/** What the lab's responder knows of one certificate. */
export type LabCertificateStatus =
  | { readonly status: 'good' }
  | { readonly status: 'revoked'; readonly revocation: Revocation }
  | { readonly status: 'unknown' };

/** Where an OCSP URI of a lab certificate leads; the lab fills in its own address when it issues. */
export type LabOcspUri =
  | { readonly to: 'responder' }
  | { readonly to: 'backup' }
  | { readonly to: 'elsewhere'; readonly uri: string };

/** One certificate of the lab, as the lab's tree and its cards show it. */
export interface LabCertificate {
  /** Stays the same when the certificate is issued anew (moved responder, expired on purpose). */
  readonly id: string;
  readonly name: string;
  readonly role: LabRole;
  /** One line that says what it is there to show. */
  readonly purpose: string;
  /** The `id` of the issuer; its own where it is self-signed. */
  readonly issuerId: string;
  readonly keyType: LabKeyType;
  /** Whether it can be presented in a TLS handshake by every runtime, or is for OCSP checks only. */
  readonly use: 'tls' | 'ocsp-only';
  /** Lower-case hex. */
  readonly serialNumber: string;
  /** Lower-case hex SHA-256 of the DER. */
  readonly fingerprint: string;
  readonly notBefore: EpochMs;
  readonly notAfter: EpochMs;
  /** OCSP URIs of its AIA in their order; only the first is used. */
  readonly ocspUris: readonly string[];
  /** What the responder says; null where it has no say: roots, and what strangers issued. */
  readonly status: LabCertificateStatus | null;
  /** What the backup responder says, where that differs; null where it says the same. */
  readonly backupStatus: LabCertificateStatus | null;
  /** How the responder answers for this certificate alone; null where it answers as for all. */
  readonly behaviour: ResponderBehaviour | null;
  readonly der: Uint8Array;
}

/** What a person asks for when a client certificate is issued. */
export interface LabClientRequest {
  /** The common name, 1 to 64 characters. */
  readonly name: string;
  readonly keyType: LabKeyType;
  /** Whole days from now. */
  readonly validDays: number;
  /** OCSP URIs of its AIA in order; none leaves AIA out. */
  readonly ocspUris: readonly LabOcspUri[];
}

/** Whose key signs the lab responder's answers. */
export type ResponderSigner =
  | 'ca'
  | 'delegate'
  | 'delegate-without-eku'
  | 'expired-delegate'
  | 'stranger';

/** Everything that the lab responder can be made to do wrong, in the order in which it is offered. */
export const faultIds = [
  'refuse-connection',
  'never-answer',
  'black-hole',
  'slow-bytes',
  'http-404',
  'http-500',
  'redirect',
  'wrong-content-type',
  'empty-body',
  'garbage',
  'truncated-body',
  'trailing-bytes',
  'oversized-body',
  'malformed-request',
  'internal-error',
  'try-later',
  'sig-required',
  'unauthorized',
  'wrong-cert-id',
  'other-serial-only',
  'stale',
  'future',
  'bad-signature',
  'unissued-signer',
  'wrong-nonce',
  'critical-extension',
  'conflicting-answers',
] as const;

export type FaultId = (typeof faultIds)[number];

/** A fault as the window offers it. */
export interface FaultDescription {
  readonly id: FaultId;
  readonly title: string;
  /** What the responder does, in one line. */
  readonly what: string;
  /** What a correct checker must do, in one line. */
  readonly instruction: string;
  /** Where the fault sits: the connection, the HTTP message, the OCSP error status, or the signed answer. */
  readonly kind: 'transport' | 'http' | 'status' | 'response';
  /** `responder` cannot be set for one certificate alone: it acts before the question is known. */
  readonly scope: 'responder' | 'responder-or-certificate';
}

/** A choice of signer as the window offers it. */
export interface SignerDescription {
  readonly id: ResponderSigner;
  readonly title: string;
  /** What a correct checker must do, in one line. */
  readonly instruction: string;
}

/** How the lab responder answers; changes apply to the next exchange. */
export interface ResponderBehaviour {
  readonly signer: ResponderSigner;
  readonly responderIdBy: 'name' | 'key';
  /** Seconds from thisUpdate to nextUpdate; null leaves nextUpdate out. */
  readonly nextUpdateSeconds: number | null;
  readonly nonce: 'echo' | 'ignore' | 'wrong';
  /** Added before the first octet of each answer. */
  readonly latencyMs: DurationMs;
  readonly fault: FaultId | null;
}

/** What a fresh lab's responder does: everything right. */
export const defaultBehaviour: ResponderBehaviour = {
  signer: 'delegate',
  responderIdBy: 'name',
  nextUpdateSeconds: 604_800,
  nonce: 'echo',
  latencyMs: 0,
  fault: null,
};

/** Whether the lab responder can be reached, and where. `refusing` is the fault, not a failure. */
export type ResponderState =
  | { readonly state: 'stopped' }
  | { readonly state: 'running'; readonly port: number; readonly url: string }
  | { readonly state: 'refusing'; readonly port: number; readonly url: string }
  | { readonly state: 'failed'; readonly error: ListenError };

/** Why a port of this machine could not be taken. */
export type ListenError =
  | { readonly code: 'port-in-use'; readonly port: number }
  | { readonly code: 'port-not-allowed'; readonly port: number }
  | { readonly code: 'listen-failed'; readonly port: number; readonly detail: string };

/** Where the lab's two responders listen on 127.0.0.1: the addresses in the AIA of its certificates. */
export interface LabPorts {
  readonly responder: number;
  /** A responder of its own opinion that always answers; only second URIs lead to it. */
  readonly backup: number;
}

/** The lab as the window shows it. */
export interface LabView {
  readonly createdAt: EpochMs;
  /** Key type of the CAs and responders. */
  readonly keyType: 'p256' | 'rsa2048';
  readonly certificates: readonly LabCertificate[];
  readonly responder: ResponderState;
  readonly backup: ResponderState;
  readonly behaviour: ResponderBehaviour;
  /** Set when a port of last time was taken by another program, so certificates with AIA were issued anew. */
  readonly moved: { readonly from: LabPorts; readonly to: LabPorts } | null;
}

/** One exchange as the lab responder saw it. */
export interface ResponderExchange {
  /** Counts up from 1 since the responder was made. */
  readonly number: number;
  readonly responder: 'responder' | 'backup';
  readonly at: EpochMs;
  readonly method: string;
  readonly path: string;
  /** Octets of the OCSPRequest; 0 where none came. */
  readonly requestBytes: number;
  /** What it was asked about and what it said; empty where it said nothing about certificates. */
  readonly answers: readonly ResponderAnswer[];
  /** null where no HTTP response was sent. */
  readonly httpStatus: number | null;
  /** null where the HTTP response held no OCSP response. */
  readonly responseStatus: OcspResponseStatus | null;
  /** Octets of body that were handed to the connection. */
  readonly responseBytes: number;
  readonly fault: FaultId | null;
  readonly durationMs: DurationMs;
}

/** What the lab responder said of one certificate; `name` is null for a serial number it does not know. */
export interface ResponderAnswer {
  readonly serialNumber: string;
  readonly name: string | null;
  readonly status: CertStatus;
}

/** PKCS#12 encryption: `modern` is AES-256 with PBKDF2-SHA-256, `legacy` is 3DES and RC2-40 with SHA-1. */
export type Pkcs12Encryption = 'modern' | 'legacy';

/** The reasons for a revocation that is final. */
export const labRevocationReasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
  'aACompromise',
] as const satisfies readonly NamedRevocationReason[];

/** Why the lab revokes; a hold is asked for by its own name. null gives no reason. */
export type LabRevocationReason = (typeof labRevocationReasons)[number] | null;

/** Why the lab could not do what it was asked. */
export type LabError =
  | { readonly code: 'certificate-not-found'; readonly id: string }
  | { readonly code: 'name-invalid'; readonly name: string; readonly detail: string }
  | { readonly code: 'validity-out-of-range'; readonly validDays: number; readonly maxDays: number }
  | { readonly code: 'uri-invalid'; readonly uri: string; readonly detail: string }
  | { readonly code: 'status-not-kept'; readonly id: string; readonly role: LabRole }
  | { readonly code: 'not-a-client'; readonly id: string; readonly role: LabRole }
  | { readonly code: 'already-revoked'; readonly id: string; readonly revocation: Revocation }
  | { readonly code: 'not-on-hold'; readonly id: string; readonly status: CertStatus }
  | { readonly code: 'fault-is-for-all'; readonly fault: FaultId }
  | { readonly code: 'behaviour-invalid'; readonly field: string; readonly detail: string }
  | { readonly code: 'key-missing'; readonly id: string }
  | { readonly code: 'key-does-not-match'; readonly id: string }
  | { readonly code: 'lab-not-read'; readonly detail: string }
  | { readonly code: 'lab-not-saved'; readonly detail: string }
  | { readonly code: 'lab-not-open' }
  | ListenError;

/** What a lab certificate is exported as; `password` counts for PKCS#12 alone. */
export type LabExport =
  | { readonly as: 'certificate' }
  | { readonly as: 'certificate-and-key' }
  | { readonly as: 'pkcs12'; readonly encryption: Pkcs12Encryption; readonly password: string };
