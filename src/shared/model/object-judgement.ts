import type { RevocationReason } from './ocsp.ts';
import type { EpochMs } from './time.ts';
import type { CheckResult, RevocationStatus, StatusReason } from './verdict.ts';

/** The time that an open object is judged at: that of the clock, or when it was made. */
export type JudgedAt = 'now' | 'own';

/** An OCSP response or a CRL that is open, judged against the certificates that are loaded. */
export type ObjectJudgement = ResponseJudgement | CrlJudgement;

/** What a saved OCSP response says, and whether that can be believed. */
export interface ResponseJudgement {
  readonly kind: 'ocsp-response';
  readonly at: EpochMs;
  /** Why it holds no answer that can be judged; null where it does. */
  readonly problem: string | null;
  readonly answers: readonly JudgedAnswer[];
  /** What CRLs that are open say of the same certificates. */
  readonly agreements: readonly Agreement[];
}

/** One SingleResponse. */
export interface JudgedAnswer {
  /** Lower-case hex. */
  readonly serialNumber: string;
  /** What the responder wrote. */
  readonly said: string;
  /** The loaded certificate that it is about; null where none is loaded, and then nothing is judged. */
  readonly subject: { readonly fingerprint: string; readonly label: string } | null;
  /** null where nothing could be judged; `missing` then says what to load. */
  readonly status: RevocationStatus | null;
  readonly reason: StatusReason | null;
  readonly checks: readonly CheckResult[];
  readonly missing: string | null;
}

/** Whether a CRL can be relied on, and what it says of the loaded certificates. */
export interface CrlJudgement {
  readonly kind: 'crl';
  readonly at: EpochMs;
  readonly isReliable: boolean;
  readonly checks: readonly CrlCheck[];
  readonly answers: readonly CrlAnswer[];
  /** What OCSP responses that are open say of the same certificates. */
  readonly agreements: readonly Agreement[];
}

/** One check of a CRL, with its clause. */
export interface CrlCheck {
  readonly id:
    | 'issuer'
    | 'signature'
    | 'may-sign'
    | 'this-update'
    | 'next-update'
    | 'extensions'
    | 'delta';
  readonly outcome: 'pass' | 'warn' | 'fail';
  readonly message: string;
  readonly citation: string;
}

/** What a CRL says of a loaded certificate of its issuer. */
export interface CrlAnswer {
  readonly subject: string;
  readonly fingerprint: string;
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly status: 'revoked' | 'not-listed';
  readonly revocationTime: EpochMs | null;
  readonly reason: RevocationReason | null;
}

/** Whether a CRL and an OCSP response say the same. */
export interface Agreement {
  /** The title of the other object. */
  readonly other: string;
  readonly otherId: string;
  /** Serial numbers that both speak of. */
  readonly compared: number;
  /** Serial numbers of which the CRL, a part alone, cannot say that they are not revoked. */
  readonly notCovered: number;
  readonly disagreements: readonly Disagreement[];
}

/** A serial number of which an OCSP response and a CRL do not say the same. */
export interface Disagreement {
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly ocsp: string;
  readonly crl: string;
  /** What it is that differs. */
  readonly differs: 'status' | 'time' | 'reason';
}

/** What a CRL says of a serial number that a person typed. */
export type SerialLookUp =
  | { readonly outcome: 'not-a-serial' }
  | { readonly outcome: 'not-listed'; readonly serialNumber: string; readonly entries: number }
  | {
      readonly outcome: 'listed';
      readonly serialNumber: string;
      readonly revocationTime: EpochMs;
      readonly reason: RevocationReason | null;
      readonly invalidityDate: EpochMs | null;
      /** Octets of the entry in the CRL. */
      readonly range: { readonly offset: number; readonly length: number };
    };
