import type { Evidence } from '#engine/judge/evidence.ts';
import { judgeByAll, type SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { findNearMiss } from '#engine/judge/profiles/near-miss/near-miss.ts';
import { createSubject } from '#engine/judge/profiles/subject.ts';
import type { JudgeOpinion } from '#shared/model/judged-by.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { Decision } from '#shared/model/verdict.ts';
import { heading, paragraph, wrap } from '../text/layout.ts';
import type { Style } from '../text/style.ts';

/** What a program says, and whether it lets in whom we let in. */
export interface ComparedOpinion extends JudgeOpinion {
  readonly agrees: boolean;
  /** What would turn its decision round; null where that was not asked, or nothing known does. */
  readonly turn: string | null;
}

/** Of more programs than these nobody reads what would turn each. */
const mostTurned = 4;

/** Puts the evidence before the programs and compares them with our decision. */
export function compareOpinions(
  evidence: Evidence,
  judges: readonly SetJudge[],
  { at, decision }: { readonly at: EpochMs; readonly decision: Decision },
): readonly ComparedOpinion[] {
  if (judges.length === 0) return [];
  const isAllowed = decision.outcome === 'allow';
  const turns = judges.length > mostTurned ? [] : judges.map((one) => turnOf(evidence, one, at));
  return judgeByAll(evidence, judges, at).map((opinion, index) => ({
    ...opinion,
    agrees: opinion.admits === isAllowed,
    turn: turns[index] ?? null,
  }));
}

function turnOf(evidence: Evidence, judge: SetJudge, at: EpochMs): string | null {
  const subject = createSubject(evidence);
  return subject === null ? null : (findNearMiss(subject, judge, at)?.words ?? null);
}

/** The programs as a table: who, what, whether it agrees with us, and the rule that decided. */
export function opinionsToText(
  opinions: readonly ComparedOpinion[],
  style: Style,
): readonly string[] {
  if (opinions.length === 0) return [];
  const column = Math.max(...opinions.map(({ id }) => id.length)) + 2;
  const indent = column + 6;
  const lines = opinions.flatMap(({ id, code, admits, agrees, sentence, decidedBy, turn }) => {
    const mark = style.paint(
      admits ? 'good' : 'revoked',
      `${admits ? '✓' : '✗'} ${code.padEnd(3)}`,
    );
    const differs = agrees ? '' : ' (we differ)';
    const [first, ...more] = wrap(`${sentence}${differs} [${decidedBy}]`, style.width - indent - 2);
    return [
      `  ${mark} ${id.padEnd(column)}${first}`,
      ...more.map((line) => ' '.repeat(indent + 2) + line),
      ...turnText(turn, admits, { style, indent: indent + 2 }),
    ];
  });
  return [...heading('Judged by', style), ...lines];
}

function turnText(
  turn: string | null,
  admits: boolean,
  { style, indent }: { readonly style: Style; readonly indent: number },
): readonly string[] {
  if (turn === null) return [];
  const text = `It would ${admits ? 'refuse' : 'accept'} if ${turn}.`;
  return paragraph(text, style, indent).map((line) => style.paint('faint', line));
}
