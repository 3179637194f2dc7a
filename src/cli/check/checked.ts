import type { EndpointRecord } from '#engine/ask/tls-endpoint/visit-endpoint.ts';
import { type CliError, exitCodeOfError } from '../cli-error.ts';
import { exitCode, exitCodeOfDecision, exitCodeOfStatus } from '../exit-code.ts';
import type { PresentedFiles } from '../inputs/presentation.ts';
import type { ComparedOpinion } from '../report/judges-report.ts';
import type { Verdict } from '../report/verdict.ts';

/** What a TLS server sent, and what its stapled response is worth. */
export interface SentByServer {
  readonly record: EndpointRecord;
  /** null where no response was stapled. */
  readonly staple: Verdict | null;
  /** Whether the certificate is for the name, or the address, that was asked for. It changes no verdict. */
  readonly isNamed: boolean;
}

/** One certificate as it was checked. */
export interface Checked {
  readonly presented: PresentedFiles;
  /** What came of asking the responder. */
  readonly verdict: Verdict;
  /** null where the certificate came from a file. */
  readonly sent: SentByServer | null;
  /** With `--check-chain all`: the CAs between the certificate and the trusted one, nearest first. */
  readonly above: readonly Verdict[];
  /** What other programs say of the same answer; none where nobody asked them. */
  readonly opinions: readonly ComparedOpinion[];
}

/** What the exit code goes by. */
export type ExitBy = 'status' | 'decision';

/**
 * The verdicts that count: a certificate that names no responder is judged by the response that its server
 * staples, and by asking where it stapled none.
 */
export function verdictsOf({ verdict, sent, above }: Checked): readonly Verdict[] {
  const staple = sent?.staple ?? null;
  if (staple === null) return [verdict, ...above];
  const isNobodyToAsk = verdict.reason?.code === 'no-responder-uri';
  return isNobodyToAsk ? [staple, ...above] : [verdict, staple, ...above];
}

/** The verdict that decides: the worst. */
export function worstVerdict(checked: Checked): Verdict {
  return verdictsOf(checked).reduce((worst, one) =>
    rankOf(exitCodeOfStatus(one.status)) < rankOf(exitCodeOfStatus(worst.status)) ? one : worst,
  );
}

/** The exit code of one certificate. */
export function exitCodeOfChecked(checked: Checked, by: ExitBy): number {
  return worstExitCode(
    verdictsOf(checked).map((verdict) =>
      by === 'decision'
        ? exitCodeOfDecision(verdict.flow.outcome.decision)
        : exitCodeOfStatus(verdict.status),
    ),
  );
}

/** One of many: checked, or not. */
export type Outcome =
  | { readonly target: string; readonly checked: Checked; readonly error: null }
  | { readonly target: string; readonly checked: null; readonly error: CliError };

/** The exit code of one of many; `signal` is the command's own. */
export function exitCodeOfOutcome(outcome: Outcome, by: ExitBy, signal: AbortSignal): number {
  return outcome.error === null
    ? exitCodeOfChecked(outcome.checked, by)
    : exitCodeOfError(outcome.error, signal);
}

/**
 * Worst first. A certificate that is known to be revoked weighs more than one of which nothing is known; wrong usage
 * of the command itself never comes here, only that of one target, whose issuer is not at hand.
 */
const ranking: readonly number[] = [
  exitCode.internal,
  exitCode.revoked,
  exitCode.unreadableInput,
  exitCode.unavailable,
  exitCode.usage,
  exitCode.indeterminate,
  exitCode.unknown,
  exitCode.good,
];

/** The worst of several exit codes: revoked, then what could not be read or reached, indeterminate, unknown, good. */
export function worstExitCode(codes: readonly number[]): number {
  return [...codes].sort((a, b) => rankOf(a) - rankOf(b))[0] ?? exitCode.good;
}

function rankOf(code: number): number {
  const rank = ranking.indexOf(code);
  return rank === -1 ? 0 : rank;
}
