import type { ChainFailure } from '../model/chain.ts';
import type { CertIdHash } from '../model/ocsp.ts';
import type { Policy } from '../model/policy.ts';
import type { EpochMs } from '../model/time.ts';
import type { HttpRequestRecord, HttpResponseRecord, TransportError } from '../model/transport.ts';
import type { CheckId, CheckOutcome, Decision, RevocationStatus } from '../model/verdict.ts';

/** A responder's answer in a case, with the question that it was given to. */
export interface CaseAnswer {
  /** DER of the certificate that issued the one in question. */
  readonly issuer: Uint8Array;
  /** What the CertID was hashed with. */
  readonly hash: CertIdHash;
  /** DER of the OCSPRequest; null where nobody kept it. */
  readonly request: Uint8Array | null;
  /** The nonce that was sent; null if none was, or none is known. */
  readonly nonce: Uint8Array | null;
  /** Where the question went, and by which method; null where nobody kept it. */
  readonly asked: Pick<HttpRequestRecord, 'method' | 'url'> | null;
  /** How the response came; null where it was not fetched. Its body is `response`. */
  readonly http: HttpResponseRecord | null;
  readonly response: Uint8Array;
  /** Set where the answer was given earlier and kept since. */
  readonly kept: {
    readonly since: EpochMs;
    readonly hold: 'until-next-update' | 'past-next-update';
  } | null;
}

/** Why a case has no answer. */
export type CaseUnanswered =
  | { readonly code: 'no-responder-uri' }
  | { readonly code: 'issuer-not-at-hand'; readonly issuer: string }
  | TransportError;

/** What a verdict came to, as far as two verdicts are compared. */
export interface CaseVerdict {
  readonly status: RevocationStatus | null;
  /** The code of the reason; null where there is none. */
  readonly reason: string | null;
  readonly decision: Decision;
  readonly revokedAt: EpochMs | null;
  readonly checks: Readonly<Partial<Record<CheckId, CheckOutcome>>>;
}

/**
 * One authentication with all that its verdict rests on, so that it can be judged again anywhere and at any time.
 * There is no private key in it, nor a place for one.
 */
export interface Case {
  readonly name: string;
  /** What a person wrote to it. */
  readonly notes: string;
  /** When it was judged, on the clock that judged it. */
  readonly at: EpochMs;
  /** By how much that clock stood ahead of the true one when the case was saved; 0 where it did not. */
  readonly clockOffsetMs: number;
  readonly purpose: 'client' | 'server' | 'any';
  /** DER, or why there is none to judge. */
  readonly certificate: Uint8Array | ChainFailure;
  readonly presentedChain: readonly Uint8Array[];
  readonly trustAnchors: readonly Uint8Array[];
  readonly answer: CaseAnswer | null;
  readonly unanswered: CaseUnanswered | null;
  readonly policy: Policy;
  readonly verdict: CaseVerdict;
}
