import type { EpochMs } from './time.ts';

/** What a certificate is to be good for (RFC 5280 §4.2.1.12): to prove a TLS client, a TLS server, or anything. */
export type Purpose = 'client' | 'server' | 'any';

/** Why a certificate path does not hold; each code carries the facts it rests on. */
export type ChainFailure =
  | { readonly code: 'no-certificate' }
  | { readonly code: 'certificate-unreadable'; readonly detail: string }
  | DeadEnd
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
  /** The pathLenConstraint of a CA. */
  | { readonly code: 'path-too-long'; readonly subject: string; readonly pathLen: number }
  | {
      readonly code: 'wrong-purpose';
      readonly subject: string;
      readonly purpose: 'client' | 'server';
      readonly extendedKeyUsage: readonly string[];
    }
  | { readonly code: 'critical-extension'; readonly subject: string; readonly oid: string }
  /** A name that the nameConstraints of the CA `by` do not allow; `name` with its form, as `DNS name a.example`. */
  | {
      readonly code: 'name-not-allowed';
      readonly subject: string;
      readonly by: string;
      readonly name: string;
      readonly rule: 'not-permitted' | 'excluded' | 'cannot-be-compared';
    }
  /** The CA `by` requires a policy, and none is valid for the path down to `subject`. */
  | { readonly code: 'policy-missing'; readonly subject: string; readonly by: string }
  /** The policyMappings of a CA map anyPolicy, which RFC 5280 §6.1.4 (a) forbids. */
  | { readonly code: 'policy-mapping-invalid'; readonly subject: string }
  /** A key or a signature that can be forged: RSA under 1,024 bits, MD5. `what` names it. */
  | { readonly code: 'algorithm-refused'; readonly subject: string; readonly what: string }
  /** A key below the size that the policy wants: RSA under 2,048 bits, elliptic curves under 224. */
  | { readonly code: 'key-too-small'; readonly subject: string; readonly what: string };

/** Why a path goes no further, short of a trust anchor. */
export type DeadEnd =
  | { readonly code: 'no-certificate' }
  | { readonly code: 'issuer-not-found'; readonly subject: string; readonly issuer: string }
  | { readonly code: 'issuer-not-trusted'; readonly subject: string; readonly issuer: string }
  /** A certificate with the name of the issuer has another key, as far as can be told. */
  | { readonly code: 'issuer-mismatch'; readonly subject: string; readonly issuer: string }
  /** The key that the certificate names as its issuer's does not verify its signature. */
  | { readonly code: 'signature-invalid'; readonly subject: string; readonly issuer: string }
  | { readonly code: 'unsupported-algorithm'; readonly subject: string; readonly algorithm: string }
  | {
      readonly code: 'issuer-key-unreadable';
      readonly subject: string;
      readonly issuer: string;
      readonly detail: string;
    }
  /** CAs that issued each other, and nobody above them. */
  | { readonly code: 'issuer-loop'; readonly subject: string; readonly issuer: string }
  /** More certificates than `limit` bear the name of the issuer: the others were not tried. */
  | {
      readonly code: 'too-many-issuers';
      readonly subject: string;
      readonly issuer: string;
      readonly limit: number;
    }
  /** The path goes on above `subject`, further than the `limit` certificates that are followed. */
  | { readonly code: 'path-too-deep'; readonly subject: string; readonly limit: number };

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
