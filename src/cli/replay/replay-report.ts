import type { CaseVerdict } from '#shared/case/case.ts';
import type { VerdictChange } from '#shared/case/compare-verdicts.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import type { JunitSuite } from '../outputs/junit.ts';
import { opinionsToJson, opinionsToText } from '../report/judges-report.ts';
import { paragraph } from '../text/layout.ts';
import type { Style } from '../text/style.ts';
import { isSame, type Replayed } from './replayed.ts';

/** The document of `replay --json`. Its keys are stable and always there. */
export function replayToJson(list: readonly Replayed[]) {
  return {
    same: list.every(isSame),
    cases: list.map((replayed) => ({
      file: replayed.file,
      name: replayed.name,
      at: toRfc3339(replayed.at),
      same: isSame(replayed),
      recorded: verdictToJson(replayed.recorded),
      now: verdictToJson(replayed.now),
      changes: replayed.changes,
      judges: opinionsToJson(replayed.opinions),
    })),
  };
}

function verdictToJson({ status, reason, decision, revokedAt, checks }: CaseVerdict) {
  const time = revokedAt === null ? null : toRfc3339(revokedAt);
  return { status, reason, decision, revokedAt: time, checks };
}

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
    ...changes.flatMap((change) => paragraph(changeText(change), style, 4)),
    ...opinionsToText(opinions, style),
  ];
}

function verdictText({ status, reason, decision }: CaseVerdict): string {
  const why = reason === null ? '' : ` (${reason})`;
  return `${status ?? 'not asked'}${why}: ${decision.outcome}`;
}

/** `nextUpdate`-like names stay as they are; none is told as such. */
function changeText({ field, from, to }: VerdictChange): string {
  return `${field}: ${from ?? 'none'} → ${to ?? 'none'}`;
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
        ...replayed.changes.map(changeText),
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
