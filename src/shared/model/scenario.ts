import type { ResponderBehaviour } from './lab.ts';
import type { CachePolicy, Policy } from './policy.ts';
import type { DurationMs } from './time.ts';
import type { Decision, RevocationStatus } from './verdict.ts';

/** The clients that a scenario can present. The names are those of the lab's first certificates. */
export type ScenarioClient =
  | 'lab-client-good'
  | 'lab-client-revoked'
  | 'lab-client-unknown'
  | 'lab-client-no-aia'
  | 'lab-client-two-aia'
  | 'lab-client-expired'
  | 'stranger-client'
  | 'no-certificate';

/** A policy as a scenario writes it: what differs from the usual one. */
export interface ScenarioPolicy
  extends Partial<Omit<Policy, 'responderUri' | 'responderCertificate' | 'cache'>> {
  /** Which responder of the lab is configured; `nobody` is a port where nothing listens. */
  readonly responderUri?: 'responder' | 'backup' | 'nobody' | null;
  /** Which lab certificate is configured as the responder's, by id. */
  readonly responderCertificate?: 'lab-ocsp-responder' | 'stranger-ocsp-responder' | null;
  readonly cache?: Partial<CachePolicy>;
}

/** What a step is expected to come to. What is left out is not judged. */
export interface Expectation {
  readonly decision: Decision['outcome'];
  readonly decidedBy: Decision['decidedBy'];
  /** null where OCSP is not asked. */
  readonly status: RevocationStatus | null;
  /** The code of the reason, for `indeterminate` and a failed chain. */
  readonly reason?: string;
  readonly fromCache?: boolean;
  /** How many requests reach the responders of the lab in this step. */
  readonly requests?: number;
}

/** One thing that a scenario does, in order. */
export type ScenarioStep =
  | { readonly do: 'set-policy'; readonly policy: ScenarioPolicy; readonly says: string }
  | {
      readonly do: 'set-responder';
      readonly behaviour: Partial<ResponderBehaviour>;
      readonly says: string;
    }
  | { readonly do: 'stop-responder'; readonly says: string }
  | { readonly do: 'start-responder'; readonly says: string }
  | { readonly do: 'revoke'; readonly client: ScenarioClient; readonly says: string }
  | { readonly do: 'advance-clock'; readonly minutes: number; readonly says: string }
  | {
      readonly do: 'authenticate';
      readonly client: ScenarioClient;
      /** `kept-alive` sends one more request on the connection of the step before. */
      readonly over: 'new-connection' | 'kept-alive';
      readonly expect: Expectation;
      readonly says: string;
    }
  /** The connection of the step before must be closed by the server, without a request. */
  | { readonly do: 'expect-cut-off'; readonly says: string };

/** A case that the lab plays with real sockets: data, not code. */
export interface Scenario {
  readonly id: string;
  readonly name: string;
  /** What a person learns from it, in one sentence. */
  readonly shows: string;
  readonly group: 'decision' | 'responder-uri' | 'signer' | 'attack' | 'responder-error' | 'cache';
  readonly policy: ScenarioPolicy;
  readonly responder: Partial<ResponderBehaviour>;
  readonly steps: readonly ScenarioStep[];
}

/** One difference between what was expected and what happened. */
export interface ScenarioDifference {
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
}

/** How one step went; `flowId` leads to its flow, where it made one. */
export interface ScenarioStepResult {
  readonly says: string;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly flowId: string | null;
  readonly differences: readonly ScenarioDifference[];
}

/** How a scenario went. `broken` is why it could not be played to its end, in words. */
export interface ScenarioResult {
  readonly scenarioId: string;
  readonly outcome: 'as-expected' | 'different' | 'broken';
  readonly steps: readonly ScenarioStepResult[];
  readonly broken: string | null;
  readonly durationMs: DurationMs;
}

/** A run of scenarios, as far as it has come. */
export interface ScenarioRun {
  readonly state: 'idle' | 'running' | 'done' | 'cancelled';
  readonly total: number;
  /** The scenario that plays now. */
  readonly current: string | null;
  /** The program that decides in our place in this run, by name and version; null where we do. */
  readonly decidedAs: string | null;
  readonly results: readonly ScenarioResult[];
}
