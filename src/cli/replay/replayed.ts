import { judgeSaved } from '#engine/ask/judge-saved.ts';
import { caseVerdictOf } from '#engine/judge/case-evidence.ts';
import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import type { CaseVerdict } from '#shared/case/case.ts';
import { compareVerdicts, type VerdictChange } from '#shared/case/compare-verdicts.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { type ComparedOpinion, compareOpinions } from '../report/judges-report.ts';
import type { OpenCase } from './read-cases.ts';

/** How cases are judged again: as they were, but for what is given. */
export interface ReplayPlan {
  /** null judges at the time of the case. */
  readonly at: EpochMs | null;
  /** null judges by the policy of the case. */
  readonly policy: Policy | null;
  readonly judges: readonly SetJudge[];
}

/** A case as it was judged again. */
export interface Replayed {
  readonly file: string;
  readonly name: string;
  readonly at: EpochMs;
  readonly recorded: CaseVerdict;
  readonly now: CaseVerdict;
  readonly changes: readonly VerdictChange[];
  /** What other programs say, held against the decision that the case keeps. */
  readonly opinions: readonly ComparedOpinion[];
}

/** Judges a case again. */
export function replay(
  { file, case: kept, evidence }: OpenCase,
  plan: ReplayPlan,
  clock: Clock,
): Replayed {
  const at = plan.at ?? kept.at;
  const policy = plan.policy ?? kept.policy;
  const outcome = judgeSaved({ evidence, policy, at }, { clock, emit: () => {} });
  const now = caseVerdictOf(outcome);
  const { decision } = kept.verdict;
  return {
    file,
    name: kept.name,
    at,
    recorded: kept.verdict,
    now,
    changes: compareVerdicts(kept.verdict, now),
    opinions: compareOpinions(evidence, plan.judges, { at, decision }),
  };
}

/** Whether a case came to the same verdict, and every program that was named to the same decision. */
export function isSame({ changes, opinions }: Replayed): boolean {
  return changes.length === 0 && opinions.every(({ agrees }) => agrees);
}
