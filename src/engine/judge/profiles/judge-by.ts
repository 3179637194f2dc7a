import {
  admitsBy,
  type JudgeCode,
  type JudgeOpinion,
  type JudgeRuleReport,
} from '#shared/model/judged-by.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { Evidence } from '../evidence.ts';
import type { Profile, Step, Workings } from './profile.ts';
import type { Settings } from './settings.ts';
import { createSubject, type Subject } from './subject.ts';

/** A program, and how it is set. */
export interface SetJudge {
  readonly profile: Profile;
  readonly settings: Settings;
}

/** Puts the same evidence before several programs. What costs time is worked out once for all of them. */
export function judgeByAll(
  evidence: Evidence,
  judges: readonly SetJudge[],
  at: EpochMs,
): readonly JudgeOpinion[] {
  const read = { subject: createSubject(evidence), unanswered: evidence.unanswered };
  return judges.map((judge) => judgeRead(read, judge, at));
}

/** What one program says of the evidence. */
export function judgeBy(evidence: Evidence, judge: SetJudge, at: EpochMs): JudgeOpinion {
  const read = { subject: createSubject(evidence), unanswered: evidence.unanswered };
  return judgeRead(read, judge, at);
}

/** What one program says of evidence that was read before; a subject of null is evidence without an answer. */
export function judgeRead(
  { subject, unanswered }: { readonly subject: Subject | null } & Pick<Evidence, 'unanswered'>,
  judge: SetJudge,
  at: EpochMs,
): JudgeOpinion {
  if (subject !== null) return judgeSubject(subject, judge, at);
  const { profile, settings } = judge;
  const { code, found } = profile.withoutAnswer(settings, unanswered);
  const rules = profile.rules.map(notRun);
  return opinion(profile, { code, found, decidedBy: 'no answer', rules });
}

/** What one program says of a subject. */
export function judgeSubject(
  subject: Subject,
  { profile, settings }: SetJudge,
  at: EpochMs,
): JudgeOpinion {
  const workings: Workings = {
    subject,
    settings,
    at,
    single: null,
    signer: null,
    isVerified: false,
    isLate: false,
  };
  return run(profile, workings);
}

function run(profile: Profile, workings: Workings): JudgeOpinion {
  const rules: JudgeRuleReport[] = [];
  for (const [index, rule] of profile.rules.entries()) {
    const step = rule.run(workings);
    const { id, words, check } = rule;
    rules.push({ id, words, check, outcome: outcomeOf(step), found: step.found });
    if (step.outcome !== 'end') continue;
    rules.push(...profile.rules.slice(index + 1).map(notRun));
    return opinion(profile, { code: step.code, found: step.found, decidedBy: id, rules });
  }
  throw new Error(`no rule of ${profile.id} ended`);
}

function outcomeOf(step: Step): JudgeRuleReport['outcome'] {
  return step.outcome === 'end' ? 'decides' : step.outcome;
}

function notRun({ id, words, check }: Profile['rules'][number]): JudgeRuleReport {
  return { id, words, check, outcome: 'not-run', found: '' };
}

const verdictWords: Readonly<Record<JudgeCode, string>> = {
  G: 'accepts the certificate',
  Gw: 'says good, with a warning',
  R: 'says revoked',
  Rw: 'says revoked, with a warning',
  U: 'says unknown',
  X: 'refuses',
  S: 'accepts the certificate although the answer is stale',
  F: 'accepts the certificate although the check failed',
  T: 'trusts the certificate',
};

function opinion(
  profile: Profile,
  verdict: {
    readonly code: JudgeCode;
    readonly found: string;
    readonly decidedBy: string;
    readonly rules: readonly JudgeRuleReport[];
  },
): JudgeOpinion {
  const { code, found, decidedBy, rules } = verdict;
  const sentence = `${profile.name} ${verdictWords[code]}: ${found}`;
  return { id: profile.id, code, admits: admitsBy(code), sentence, decidedBy, rules };
}
