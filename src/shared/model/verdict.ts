import type { CertStatus } from './ocsp.ts';

/** What we conclude: the responder's word, or `indeterminate` when no answer can be trusted. */
export type RevocationStatus = CertStatus | 'indeterminate';

export type CheckOutcome = 'pass' | 'fail' | 'warn' | 'not-applicable' | 'not-run';

/** The checks in the order in which they are reported and in which the first failure gives the reason. */
export const checkIds = [
  'response-status',
  'response-type',
  'response-version',
  'encoding',
  'cert-id-match',
  'signer-identified',
  'signature-algorithm',
  'signature',
  'signer-authorized',
  'signer-validity',
  'signer-revocation',
  'produced-at',
  'this-update',
  'next-update',
  'max-age',
  'nonce',
  'critical-extensions',
  'conflicting-responses',
  'revocation-time',
] as const;

export type CheckId = (typeof checkIds)[number];

/** A fact that a check rests on; times are RFC 3339 strings, hashes and serials hex. */
export type EvidenceValue = string | number | boolean | null | readonly string[];

/** One check as it went: what it found, the clause it applies, and the facts. */
export interface CheckResult {
  readonly id: CheckId;
  readonly title: string;
  readonly outcome: CheckOutcome;
  readonly citation: string;
  readonly message: string;
  readonly evidence: Readonly<Record<string, EvidenceValue>>;
}

/** Why a status is `indeterminate`. `code` is stable kebab-case; `check` is the first failing check, if one failed. */
export interface StatusReason {
  readonly code: string;
  readonly message: string;
  /** What would make it pass, in one sentence; null where nothing useful can be said. */
  readonly remedy: string | null;
  readonly check: CheckId | null;
}

export interface Decision {
  readonly outcome: 'allow' | 'deny';
  readonly decidedBy:
    | 'handshake'
    | 'chain'
    | 'ocsp-not-enabled'
    | 'status'
    | 'fallback'
    /** The server decides as another program would. */
    | 'another-program';
}
