import type { CacheEntrySummary, ExpiryCause } from '../model/cache.ts';
import type { PresentedCertificate } from '../model/certificate.ts';
import type { ChainEvaluation } from '../model/chain.ts';
import type { CertIdSummary, ResponseSummary, Revocation } from '../model/ocsp.ts';
import type { Fallback, Policy } from '../model/policy.ts';
import type { DurationMs, EpochMs } from '../model/time.ts';
import type { HttpRequestRecord, HttpResponseRecord, TransportError } from '../model/transport.ts';
import type { CheckResult, Decision, RevocationStatus, StatusReason } from '../model/verdict.ts';

/** Who asked for the decision. */
export type FlowSource = 'check' | 'mtls' | 'client' | 'scenario' | 'saved-response';

/** How a client reached the mTLS server. */
export interface ConnectionFacts {
  readonly protocol: string;
  readonly cipher: string;
  readonly peerAddress: string;
  readonly session: 'new' | 'resumed';
  /** 1 for the first request on a connection, counting up while it is kept alive; 0 where none has come yet. */
  readonly requestNumber: number;
  /** The client program as its headers suggest ("curl", "browser"); null when nothing tells. */
  readonly clientGuess: string | null;
}

/** Where strict decoding stopped: octet offset in the message and the path of the field. */
export interface DecodeErrorSummary {
  readonly code: string;
  readonly message: string;
  readonly offset: number;
  readonly path: string;
}

/** What the client was told in the end. */
export type ClientAnswer =
  | { readonly kind: 'http'; readonly status: number; readonly statusText: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'client-gone' }
  /** The client was connected and had asked for nothing. */
  | { readonly kind: 'none' };

/** What happened in one step of an authentication, in the order in which it happened. */
export type FlowStep =
  | {
      readonly type: 'certificate-presented';
      readonly certificate: PresentedCertificate | null;
      /** What came with it, in the order in which it came. */
      readonly chain: readonly PresentedCertificate[];
      readonly connection: ConnectionFacts | null;
    }
  | {
      readonly type: 'chain-evaluated';
      readonly evaluation: ChainEvaluation;
      /** The CA that OCSP will be asked about; null where none was found. */
      readonly issuer: PresentedCertificate | null;
    }
  | { readonly type: 'ocsp-not-enabled' }
  | {
      readonly type: 'responder-uri-chosen';
      readonly source: 'configuration' | 'aia';
      readonly uri: string;
      /** OCSP URIs of the certificate that are not asked. */
      readonly ignored: readonly string[];
    }
  | { readonly type: 'responder-uri-missing' }
  | { readonly type: 'cache-looked-up'; readonly outcome: 'miss' | 'bypassed' }
  | { readonly type: 'cache-looked-up'; readonly outcome: 'stale'; readonly check: CheckResult }
  | {
      readonly type: 'cache-looked-up';
      readonly outcome: 'hit';
      readonly entry: CacheEntrySummary;
      readonly response: Uint8Array;
    }
  | {
      readonly type: 'request-sent';
      readonly request: HttpRequestRecord;
      readonly certId: CertIdSummary;
      readonly nonce: string | null;
    }
  | { readonly type: 'response-received'; readonly response: HttpResponseRecord }
  /** `response` is what came before the failure was known (an HTTP 500 with its body, say). */
  | {
      readonly type: 'exchange-failed';
      readonly error: TransportError;
      readonly response: HttpResponseRecord | null;
    }
  | { readonly type: 'response-rejected'; readonly error: DecodeErrorSummary }
  | {
      readonly type: 'checks-completed';
      readonly checks: readonly CheckResult[];
      readonly response: ResponseSummary | null;
    }
  | {
      readonly type: 'status-concluded';
      readonly status: RevocationStatus;
      readonly reason: StatusReason | null;
      readonly revocation: Revocation | null;
    }
  | {
      readonly type: 'cache-stored';
      readonly key: string;
      readonly expiresAt: EpochMs;
      readonly expiryCause: ExpiryCause;
    }
  | {
      readonly type: 'decision-made';
      readonly decision: Decision;
      readonly fallback: Fallback | null;
    }
  | { readonly type: 'client-answered'; readonly answer: ClientAnswer };

/** A step and when it happened, in milliseconds since the flow began (monotonic). */
export interface FlowEvent {
  readonly atMs: DurationMs;
  readonly step: FlowStep;
}

/** What an authentication came to. */
export interface FlowOutcome {
  readonly decision: Decision;
  /** null where OCSP was not asked: not enabled, or the chain had already failed. */
  readonly status: RevocationStatus | null;
  readonly reason: StatusReason | null;
  readonly revocation: Revocation | null;
  readonly response: ResponseSummary | null;
  readonly checks: readonly CheckResult[];
  readonly fromCache: boolean;
  readonly responderUri: string | null;
  readonly durationMs: DurationMs;
}

/** One authentication or check, from certificate to decision; immutable once `outcome` is set. */
export interface Flow {
  readonly id: string;
  readonly source: FlowSource;
  readonly startedAt: EpochMs;
  readonly policy: Policy;
  readonly events: readonly FlowEvent[];
  readonly outcome: FlowOutcome | null;
}

/** A flow as a list shows it; `verdict` is null while it runs. */
export interface FlowRow {
  readonly id: string;
  readonly source: FlowSource;
  readonly startedAt: EpochMs;
  readonly label: string;
  readonly serialNumber: string;
  readonly verdict: FlowRowVerdict | null;
}

export interface FlowRowVerdict {
  readonly decision: Decision;
  readonly status: RevocationStatus | null;
  /** "Denied · revoked, keyCompromise" */
  readonly words: string;
  readonly fromCache: boolean;
  readonly durationMs: DurationMs;
}

/** What a flow list shows: all conditions hold. `text` matches label, serial number and words. */
export interface FlowFilter {
  readonly statuses: readonly (RevocationStatus | 'not-asked')[] | null;
  readonly sources: readonly FlowSource[] | null;
  readonly text: string;
}

/** A stretch of the flow list, newest first, and how many there are in all. */
export interface FlowPage {
  readonly rows: readonly FlowRow[];
  readonly total: number;
}

/** Numbers for the footer; percentiles in milliseconds over the latest finished flows, null without any. */
export interface FlowStatistics {
  readonly total: number;
  readonly p50Ms: DurationMs | null;
  readonly p95Ms: DurationMs | null;
}

/** Where an object that is shown comes from: a message of a flow. `eventIndex` counts the flow's events. */
export interface MessageReference {
  readonly flowId: string;
  readonly eventIndex: number;
}

/** Commands that a person can paste into a shell to ask the same question. */
export interface FlowCommands {
  /** null where the flow has no responder URI or no issuer. */
  readonly openssl: string | null;
  readonly curl: string | null;
}
