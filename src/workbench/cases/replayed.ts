import { judgeSaved } from '#engine/ask/judge-saved.ts';
import { caseVerdictOf } from '#engine/judge/case-evidence.ts';
import type { CaseVerdict } from '#shared/case/case.ts';
import { compareVerdicts } from '#shared/case/compare-verdicts.ts';
import type { FlowEvent, FlowOutcome } from '#shared/flow/flow.ts';
import type { JudgeOpinion } from '#shared/model/judged-by.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import { type EpochMs, toRfc3339 } from '#shared/model/time.ts';
import type { VerdictChange } from '#shared/model/verdict-change.ts';
import { toJsonDocument } from '#shared/wording/json-document.ts';
import type { OpenCase } from './read-case.ts';

/** How a case is judged again: as it was, but for what is given. */
export interface ReplayPlan {
  /** null judges at the time of the case. */
  readonly at: EpochMs | null;
  /** null judges by the policy of the case. */
  readonly policy: Policy | null;
}

/** What another program says, and whether it lets in whom the case let in. */
export interface ReplayedOpinion extends JudgeOpinion {
  readonly agrees: boolean;
}

/** A case as it was judged again. */
export interface Replayed<O extends ReplayedOpinion = ReplayedOpinion> {
  readonly file: string;
  readonly name: string;
  readonly at: EpochMs;
  readonly recorded: CaseVerdict;
  readonly now: CaseVerdict;
  readonly changes: readonly VerdictChange[];
  /** What other programs say, held against the decision that the case keeps. */
  readonly opinions: readonly O[];
}

/** A case judged again, step by step. */
export interface ReplayedFlow {
  readonly policy: Policy;
  readonly outcome: FlowOutcome;
  readonly events: readonly FlowEvent[];
  readonly replayed: Replayed<never>;
}

/** Judges a case again, nobody else being asked. */
export function replay(
  { file, case: kept, evidence }: OpenCase,
  plan: ReplayPlan,
  clock: Clock,
): ReplayedFlow {
  const at = plan.at ?? kept.at;
  const policy = plan.policy ?? kept.policy;
  const events: FlowEvent[] = [];
  const emit = (event: FlowEvent) => events.push(event);
  const outcome = judgeSaved({ evidence, policy, at, exchange: 'told' }, { clock, emit });
  const now = caseVerdictOf(outcome);
  const changes = compareVerdicts(kept.verdict, now);
  const recorded = kept.verdict;
  const replayed = { file, name: kept.name, at, recorded, now, changes, opinions: [] };
  return { policy, outcome, events, replayed };
}

/** Whether a case came to the same verdict, and every program that was named to the same decision. */
export function isSame({ changes, opinions }: Replayed): boolean {
  return changes.length === 0 && opinions.every(({ agrees }) => agrees);
}

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

/** Programs as `--json` tells them; every key is always there. */
export function opinionsToJson(opinions: readonly ReplayedOpinion[]) {
  return opinions.map(({ id, code, admits, sentence, decidedBy, agrees }) => ({
    id,
    code,
    admits,
    sentence,
    decidedBy,
    agrees,
  }));
}

/** The octets that `replay --json` prints: window and command line write the same. */
export function replayJsonText(list: readonly Replayed[]): string {
  return toJsonDocument(replayToJson(list));
}
