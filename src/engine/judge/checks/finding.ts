import type { CheckOutcome, CheckResult } from '#shared/model/verdict.ts';
import type { FailureCode } from './failure-code.ts';

/** The facts that a finding rests on. */
export type Evidence = CheckResult['evidence'];

/** A check that went wrong: the code for programs, the message and the remedy for a person. */
export interface Failure {
  readonly outcome: 'fail';
  readonly code: FailureCode;
  /** Whole sentences with the facts in them. */
  readonly message: string;
  /** What would make it pass, in one sentence; null where nothing useful can be said. */
  readonly remedy: string | null;
  readonly evidence: Evidence;
}

/** What a check found. */
export type CheckFinding =
  | Failure
  | {
      readonly outcome: Exclude<CheckOutcome, 'fail'>;
      readonly message: string;
      readonly evidence: Evidence;
    };

const noEvidence: Evidence = {};

/** The rule holds. */
export function pass(message: string, evidence: Evidence = noEvidence): CheckFinding {
  return { outcome: 'pass', message, evidence };
}

/** The rule holds as far as the answer may be used, but a person should know. */
export function warn(message: string, evidence: Evidence = noEvidence): CheckFinding {
  return { outcome: 'warn', message, evidence };
}

/** The rule does not concern this response. */
export function notApplicable(message: string, evidence: Evidence = noEvidence): CheckFinding {
  return { outcome: 'not-applicable', message, evidence };
}

/** What the rule is about is missing, because an earlier check failed. */
export function notRun(message: string): CheckFinding {
  return { outcome: 'not-run', message, evidence: noEvidence };
}

/** The rule does not hold: the answer may not be used. */
export function fail(failure: Omit<Failure, 'outcome'>): CheckFinding {
  return { outcome: 'fail', ...failure };
}

/** There is no BasicOCSPResponse to look at. */
export const noBasicResponse: CheckFinding = notRun('There is no basic response to look at.');

/** No SingleResponse is about the certificate. */
export const noSingleResponse: CheckFinding = notRun(
  'No SingleResponse about the certificate was found.',
);

/** Nobody at hand could have signed the response. */
export const noSigner: CheckFinding = notRun('The signer is not known.');
