import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { OpenCase } from '#workbench/cases/read-case.ts';
import { type Replayed, type ReplayPlan, replay } from '#workbench/cases/replayed.ts';
import { type ComparedOpinion, compareOpinions } from '../report/judges-report.ts';

/** How cases are judged again, and which other programs are asked. */
export interface JudgedReplayPlan extends ReplayPlan {
  readonly judges: readonly SetJudge[];
}

/** Judges a case again, and puts it before the programs that were named. */
export function replayByAll(
  opened: OpenCase,
  plan: JudgedReplayPlan,
  clock: Clock,
): Replayed<ComparedOpinion> {
  const { replayed } = replay(opened, plan, clock);
  const { decision } = opened.case.verdict;
  const by = { at: replayed.at, decision };
  return { ...replayed, opinions: compareOpinions(opened.evidence, plan.judges, by) };
}
