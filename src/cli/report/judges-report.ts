import type { Evidence } from '#engine/judge/evidence.ts';
import { judgeByAll, type SetJudge } from '#engine/judge/profiles/judge-by.ts';
import type { JudgeOpinion } from '#shared/model/judged-by.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { Decision } from '#shared/model/verdict.ts';
import { heading, wrap } from '../text/layout.ts';
import type { Style } from '../text/style.ts';

/** What a program says, and whether it lets in whom we let in. */
export interface ComparedOpinion extends JudgeOpinion {
  readonly name: string;
  readonly agrees: boolean;
}

/** Puts the evidence before the programs and compares them with our decision. */
export function compareOpinions(
  evidence: Evidence,
  judges: readonly SetJudge[],
  { at, decision }: { readonly at: EpochMs; readonly decision: Decision },
): readonly ComparedOpinion[] {
  if (judges.length === 0) return [];
  const isAllowed = decision.outcome === 'allow';
  return judgeByAll(evidence, judges, at).map((opinion, index) => ({
    ...opinion,
    name: judges[index]?.profile.name ?? opinion.id,
    agrees: opinion.admits === isAllowed,
  }));
}

/** The programs as `--json` tells them; every key is always there. */
export function opinionsToJson(opinions: readonly ComparedOpinion[]) {
  return opinions.map(({ id, code, admits, sentence, decidedBy, agrees }) => ({
    id,
    code,
    admits,
    sentence,
    decidedBy,
    agrees,
  }));
}

/** The programs as a table: who, what, whether it agrees with us, and the rule that decided. */
export function opinionsToText(
  opinions: readonly ComparedOpinion[],
  style: Style,
): readonly string[] {
  if (opinions.length === 0) return [];
  const column = Math.max(...opinions.map(({ id }) => id.length)) + 2;
  const indent = column + 6;
  const lines = opinions.flatMap(({ id, code, admits, agrees, sentence, decidedBy }) => {
    const mark = style.paint(
      admits ? 'good' : 'revoked',
      `${admits ? '✓' : '✗'} ${code.padEnd(3)}`,
    );
    const differs = agrees ? '' : ' (we differ)';
    const [first, ...more] = wrap(`${sentence}${differs} [${decidedBy}]`, style.width - indent - 2);
    return [
      `  ${mark} ${id.padEnd(column)}${first}`,
      ...more.map((line) => ' '.repeat(indent + 2) + line),
    ];
  });
  return [...heading('Judged by', style), ...lines];
}
