import type { CaseVerdict } from '#shared/case/case.ts';
import { verdictChangeWords } from '#shared/model/verdict-change.ts';
import { type Replayed as AnyReplayed, isSame } from '#workbench/cases/replayed.ts';
import type { JunitSuite } from '../outputs/junit.ts';
import { type ComparedOpinion, opinionsToText } from '../report/judges-report.ts';
import { paragraph } from '../text/layout.ts';
import type { Style } from '../text/style.ts';

type Replayed = AnyReplayed<ComparedOpinion>;

/** Each case in a line, and below it what is different. */
export function replayToText(list: readonly Replayed[], style: Style): readonly string[] {
  const different = list.filter((replayed) => !isSame(replayed)).length;
  const summary =
    different === 0
      ? `${count(list.length)}, ${list.length === 1 ? 'the same verdict' : 'all with the same verdict'}`
      : `${count(list.length)}, ${different} with another verdict`;
  return [...list.flatMap((replayed) => caseText(replayed, style)), '', summary];
}

function count(cases: number): string {
  return cases === 1 ? '1 case' : `${cases} cases`;
}

function caseText(replayed: Replayed, style: Style): readonly string[] {
  const { name, file, now, changes, opinions } = replayed;
  const mark = isSame(replayed) ? style.paint('good', '✓') : style.paint('fail', '✗');
  return [
    `${mark} ${style.paint('strong', name)}  ${verdictText(now)}  ${style.paint('faint', file)}`,
    ...changes.flatMap((change) => paragraph(verdictChangeWords(change), style, 4)),
    ...opinionsToText(opinions, style),
  ];
}

function verdictText({ status, reason, decision }: CaseVerdict): string {
  const why = reason === null ? '' : ` (${reason})`;
  return `${status ?? 'not asked'}${why}: ${decision.outcome}`;
}

/** The cases as test cases for a build server. */
export function replayToJunit(list: readonly Replayed[], at: number): JunitSuite {
  return {
    name: 'revoscope replay',
    at,
    cases: list.map((replayed) => {
      const same = isSame(replayed);
      const disagreeing = replayed.opinions.filter(({ agrees }) => !agrees);
      const details = [
        ...replayed.changes.map(verdictChangeWords),
        ...disagreeing.map(({ id, sentence }) => `${id}: ${sentence}`),
      ];
      return {
        name: replayed.name,
        durationMs: 0,
        outcome: same ? 'passed' : 'failed',
        kind: same ? '' : 'different-verdict',
        message: same ? '' : `${verdictText(replayed.recorded)} → ${verdictText(replayed.now)}`,
        details: same ? [] : details,
      };
    }),
  };
}
