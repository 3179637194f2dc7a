import type { JudgeCode } from '#shared/model/judged-by.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { judgeSubject, type SetJudge } from '../judge-by.ts';
import { type Subject, type SubjectFacts, subjectOf } from '../subject.ts';
import { answerRepairs } from './answer-repairs.ts';
import type { Change } from './change.ts';
import { damages } from './damages.ts';
import { signerRepairs } from './signer-repairs.ts';

/** All that could be put right: of two that are enough, the one that leaves the signer alone. */
const repairs: readonly Change[] = [...answerRepairs, ...signerRepairs];

/** The smallest change that turns a program's decision round. */
export interface NearMiss {
  /** The ids of the changes: one, or two where none alone is enough. */
  readonly changes: readonly string[];
  /** What would have to be otherwise, after “if”. */
  readonly words: string;
  /** What the program would say then. */
  readonly code: JudgeCode;
}

/**
 * What would make a program let the certificate in, where it keeps it out, and the other way round; null where no
 * change known here, nor two of them together, does. Facts are changed, not octets: a changed certificate or
 * response counts as signed by whoever signed it.
 */
export function findNearMiss(subject: Subject, judge: SetJudge, at: EpochMs): NearMiss | null {
  const { admits } = judgeSubject(subject, judge, at);
  const changes = admits ? damages : repairs;
  const search: Search = { judge, at, admits };
  const single = firstThatTurns(subject, changes, search);
  return single ?? (admits ? null : firstPairThatTurns(subject, search));
}

interface Search {
  readonly judge: SetJudge;
  readonly at: EpochMs;
  readonly admits: boolean;
}

function firstThatTurns(
  facts: SubjectFacts,
  changes: readonly Change[],
  { judge, at, admits }: Search,
): NearMiss | null {
  for (const { id, words, apply } of changes) {
    const changed = apply(facts, at);
    if (changed === null) continue;
    const opinion = judgeSubject(subjectOf(changed), judge, at);
    if (opinion.admits !== admits) return { changes: [id], words, code: opinion.code };
  }
  return null;
}

function firstPairThatTurns(facts: SubjectFacts, search: Search): NearMiss | null {
  for (const [index, first] of repairs.entries()) {
    const once = first.apply(facts, search.at);
    if (once === null) continue;
    const second = firstThatTurns(once, repairs.slice(index + 1), search);
    if (second === null) continue;
    const words = `${first.words} and ${second.words}`;
    return { changes: [first.id, ...second.changes], words, code: second.code };
  }
  return null;
}
