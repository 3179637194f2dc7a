import type { Flow, FlowOutcome } from '#shared/model/flow.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { RevocationStatus, StatusReason } from '#shared/model/verdict.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import type { Report } from '../command.ts';
import { exitCodeOfDecision, exitCodeOfStatus } from '../exit-code.ts';
import { flowToJson } from '../report/flow-json.ts';
import { flowToText } from '../report/flow-text.ts';

/** A finished flow. */
export interface FinishedFlow extends Flow {
  readonly outcome: FlowOutcome;
}

/** What a verdict is told with: the status is always one of the four. */
export interface Verdict {
  readonly flow: FinishedFlow;
  readonly status: RevocationStatus;
  readonly reason: StatusReason | null;
  /** The time that it was judged at. */
  readonly at: EpochMs;
}

/** The exit codes of a command that ends in a verdict. */
export const verdictExitCodes: readonly (readonly [code: number, meaning: string])[] = [
  [0, 'good'],
  [1, 'revoked'],
  [2, 'unknown: the responder does not know the certificate'],
  [3, 'indeterminate: no answer that can be trusted'],
  [64, 'wrong usage'],
  [65, 'an input that cannot be read: which file, which octet, why'],
  [130, 'interrupted'],
];

/** Turns a finished flow into what the command prints and its exit code. */
export function reportVerdict(
  flow: FinishedFlow,
  at: EpochMs,
  { args, remarks }: { readonly args: ParsedArguments; readonly remarks: readonly string[] },
): Report {
  const verdict = concludeVerdict(flow, at);
  const code = args.has('gate')
    ? exitCodeOfDecision(flow.outcome.decision)
    : exitCodeOfStatus(verdict.status);
  return {
    exitCode: code,
    json: flowToJson(verdict),
    text: (style) => flowToText(verdict, style),
    remarks,
  };
}

/** A status that nobody was asked for is `indeterminate` here, for the reason that it was not asked. */
export function concludeVerdict(flow: FinishedFlow, at: EpochMs): Verdict {
  const { status, reason } = flow.outcome;
  if (status !== null) return { flow, status, reason, at };
  return { flow, status: 'indeterminate', reason: reason ?? notEnabled, at };
}

const notEnabled: StatusReason = {
  code: 'ocsp-not-enabled',
  message: 'OCSP checking is not enabled: nobody was asked.',
  remedy: 'Leave --no-ocsp out to ask the responder.',
  check: null,
};
