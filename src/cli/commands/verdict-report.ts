import type { EpochMs } from '#shared/model/time.ts';
import type { Timeline } from '#shared/model/timeline.ts';
import { opinionsToJson } from '#workbench/cases/replayed.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import type { ExitMeaning, Report } from '../command.ts';
import { exitCodeOfDecision, exitCodeOfStatus } from '../exit-code.ts';
import { flowToJson } from '../report/flow-json.ts';
import { flowToText } from '../report/flow-text.ts';
import { type ComparedOpinion, opinionsToText } from '../report/judges-report.ts';
import { timelineToJson, timelineToText } from '../report/timeline-report.ts';
import { concludeVerdict, type FinishedFlow } from '../report/verdict.ts';

/** The exit codes of a command that ends in a verdict. */
export const verdictExitCodes: readonly ExitMeaning[] = [
  [0, 'the chain holds and the status is good; with --gate: allow'],
  [1, 'the chain holds and the status is revoked; with --gate: deny'],
  [2, 'the chain holds and the status is unknown: the responder does not know the certificate'],
  [3, 'indeterminate: the chain does not hold, or there is no answer that can be trusted'],
  [65, 'an input that cannot be read: which file, which octet, why'],
];

/** What is told beside a verdict. */
export interface VerdictCompany {
  readonly args: ParsedArguments;
  readonly remarks: readonly string[];
  /** What other programs say; none where nobody asked them. */
  readonly opinions: readonly ComparedOpinion[];
  /** When the verdict flips; null where nobody asked. */
  readonly timeline: Timeline | null;
}

/** Turns a finished flow into what the command prints and its exit code. */
export function reportVerdict(
  flow: FinishedFlow,
  at: EpochMs,
  { args, remarks, opinions, timeline }: VerdictCompany,
): Report {
  const verdict = concludeVerdict(flow, at);
  const code = args.has('gate')
    ? exitCodeOfDecision(flow.outcome.decision)
    : exitCodeOfStatus(verdict.status);
  return {
    exitCode: code,
    json: {
      ...flowToJson(verdict),
      judges: opinionsToJson(opinions),
      timeline: timeline === null ? null : timelineToJson(timeline),
    },
    text: (style) => [
      ...flowToText(verdict, style),
      ...opinionsToText(opinions, style),
      ...(timeline === null ? [] : timelineToText(timeline, style)),
    ],
    remarks,
  };
}
