import type { ResponseSummary, Revocation } from '../model/ocsp.ts';
import type { Policy } from '../model/policy.ts';
import type { DurationMs, EpochMs } from '../model/time.ts';
import type { CheckResult, Decision, RevocationStatus, StatusReason } from '../model/verdict.ts';
import type { FlowSource } from './source.ts';
import type { CacheLookedUp } from './steps/cache-looked-up.ts';
import type { CacheStored } from './steps/cache-stored.ts';
import type { CaseOpened } from './steps/case-opened.ts';
import type { CertificatePresented } from './steps/certificate-presented.ts';
import type { ChainEvaluated } from './steps/chain-evaluated.ts';
import type { ChecksCompleted } from './steps/checks-completed.ts';
import type { ClientAnswered } from './steps/client-answered.ts';
import type { DecisionMade } from './steps/decision-made.ts';
import type { ExchangeFailed } from './steps/exchange-failed.ts';
import type { HandshakeFailed } from './steps/handshake-failed.ts';
import type { IntermediateReached } from './steps/intermediate-reached.ts';
import type { OcspNotEnabled } from './steps/ocsp-not-enabled.ts';
import type { RequestSent } from './steps/request-sent.ts';
import type { ResponderUriChosen, ResponderUriMissing } from './steps/responder-uri.ts';
import type { ResponseReceived } from './steps/response-received.ts';
import type { ResponseRejected } from './steps/response-rejected.ts';
import type { StatusConcluded } from './steps/status-concluded.ts';

/** What happened in one step of an authentication. */
export type FlowStep =
  | CaseOpened
  | HandshakeFailed
  | CertificatePresented
  | ChainEvaluated
  | OcspNotEnabled
  | ResponderUriChosen
  | ResponderUriMissing
  | IntermediateReached
  | CacheLookedUp
  | RequestSent
  | ResponseReceived
  | ExchangeFailed
  | ResponseRejected
  | ChecksCompleted
  | StatusConcluded
  | CacheStored
  | DecisionMade
  | ClientAnswered;

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
  /** The client program in words; null where nobody was connected, or nothing tells. */
  readonly client: string | null;
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
