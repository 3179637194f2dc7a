import type { JudgeOpinion } from '#shared/model/judged-by.ts';
import type { FlowEvidence } from '../evidence-of-flow.ts';
import { judgeRead, type SetJudge } from './judge-by.ts';
import { createSubject, type Subject } from './subject.ts';

/** What a program says of a flow, and of which part of it: the certificate, or a CA above it. */
export interface FlowOpinion {
  readonly opinion: JudgeOpinion;
  /** null where there was no answer. */
  readonly subject: Subject | null;
  readonly part: FlowEvidence;
}

/**
 * Puts a flow before several programs, the CAs that were asked about included: as they decide in our server, a
 * program that turns one of them away turns the client away.
 */
export function judgeFlowByAll(
  parts: readonly FlowEvidence[],
  judges: readonly SetJudge[],
): readonly FlowOpinion[] {
  const subjects = parts.map((part) => ({ part, subject: createSubject(part.evidence) }));
  return judges.map((judge) =>
    strictestOf(
      subjects.map(({ part, subject }) => ({
        part,
        subject,
        opinion: judgeRead({ subject, unanswered: part.evidence.unanswered }, judge, part.at),
      })),
    ),
  );
}

function strictestOf(opinions: readonly FlowOpinion[]): FlowOpinion {
  const [own] = opinions;
  if (own === undefined) throw new Error('a flow is about a certificate');
  return opinions.find(({ opinion }) => !opinion.admits) ?? own;
}
