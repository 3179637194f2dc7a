import type { EpochMs } from '#shared/model/time.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import type { Report } from '../command.ts';
import { exitCodeOfDecision, exitCodeOfStatus } from '../exit-code.ts';
import { flowToJson } from '../report/flow-json.ts';
import { flowToText } from '../report/flow-text.ts';
import { concludeVerdict, type FinishedFlow } from '../report/verdict.ts';

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
