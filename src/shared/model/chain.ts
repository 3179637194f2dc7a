import type { EpochMs } from './time.ts';

/** Why a certificate path does not hold; each code carries the facts it rests on. */
export type ChainFailure =
  | { readonly code: 'no-certificate' }
  | { readonly code: 'certificate-unreadable'; readonly detail: string }
  | { readonly code: 'issuer-not-found'; readonly subject: string; readonly issuer: string }
  | { readonly code: 'issuer-not-trusted'; readonly subject: string; readonly issuer: string }
  | { readonly code: 'signature-invalid'; readonly subject: string; readonly issuer: string }
  | { readonly code: 'unsupported-algorithm'; readonly subject: string; readonly algorithm: string }
  | {
      readonly code: 'certificate-expired';
      readonly subject: string;
      readonly notAfter: EpochMs;
      readonly at: EpochMs;
    }
  | {
      readonly code: 'certificate-not-yet-valid';
      readonly subject: string;
      readonly notBefore: EpochMs;
      readonly at: EpochMs;
    }
  | { readonly code: 'issuer-not-a-ca'; readonly subject: string }
  | { readonly code: 'issuer-may-not-sign'; readonly subject: string }
  | { readonly code: 'path-too-long'; readonly subject: string; readonly pathLen: number }
  | {
      readonly code: 'wrong-purpose';
      readonly subject: string;
      readonly extendedKeyUsage: readonly string[];
    }
  | { readonly code: 'critical-extension'; readonly subject: string; readonly oid: string };

/** One link of a path, as a person reads it: who was issued by whom and whether that holds. */
export interface ChainLink {
  readonly subject: string;
  readonly issuer: string;
  readonly fingerprint: string;
  readonly outcome: 'pass' | 'fail';
  readonly message: string;
}

/** Whether a certificate leads to a trusted CA at a given time, and why. */
export type ChainEvaluation =
  | { readonly outcome: 'trusted'; readonly links: readonly ChainLink[] }
  | {
      readonly outcome: 'not-trusted';
      readonly links: readonly ChainLink[];
      readonly failure: ChainFailure;
    };
