import { judgeBy } from '#engine/judge/profiles/judge-by.ts';
import { findProfile } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import type { JudgeCode, JudgeOpinion } from '#shared/model/judged-by.ts';
import type { LiveJudge, LiveVerdict } from './live-judge.ts';
import type { JudgeStage, LiveCase } from './stage.ts';

/** One case before a program and before its profile. */
export interface Comparison {
  readonly judge: string;
  readonly live: LiveVerdict & { readonly code: JudgeCode };
  readonly opinion: JudgeOpinion;
  readonly case: LiveCase;
}

/** Puts cases to a program and to its profile. Those that the program cannot be asked are left out. */
export async function compareWithProfile(
  judge: LiveJudge,
  cases: readonly LiveCase[],
  stage: JudgeStage,
): Promise<readonly Comparison[]> {
  const profile = findProfile(judge.id);
  if (profile === null) throw new Error(`${judge.id} has no profile`);
  const settings = readSettings(profile.settings, {});
  if (!settings.ok) throw new Error(settings.error.code);
  const verdicts = await judge.judgeAll(cases, stage);
  return cases.flatMap((each, i) => {
    const live = verdicts[i];
    if (live === undefined) throw new Error(`${judge.id} gave no verdict on ${each.name}`);
    const { code } = live;
    if (code === null) return [];
    const opinion = judgeBy(each.evidence, { profile, settings: settings.value }, live.at);
    return [{ judge: judge.id, live: { ...live, code }, opinion, case: each }];
  });
}

/** Where the two differ, in words for the person who has to find out why. */
export function disagreements(comparisons: readonly Comparison[]): readonly string[] {
  return comparisons
    .filter(({ live, opinion }) => live.code !== opinion.code)
    .map(({ judge, live, opinion, case: { name } }) => {
      const said = `${live.code} (${live.words.trim().replace(/\s+/g, ' ').slice(-160)})`;
      return `${judge}: live ${said}, profile ${opinion.code} (${opinion.sentence}): ${name}`;
    });
}
