import { evidenceOfFlow } from '#engine/judge/evidence-of-flow.ts';
import { judgeByAll, type SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { findNearMiss } from '#engine/judge/profiles/near-miss/near-miss.ts';
import type { Profile } from '#engine/judge/profiles/profile.ts';
import { profiles } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import { createSubject } from '#engine/judge/profiles/subject.ts';
import type { Flow } from '#shared/flow/flow.ts';
import type { JudgedFlow } from '#shared/model/judged-by.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from './error.ts';

/** Puts what a flow rested on before every other program, at the time at which it was decided. */
export function judgeByPrograms(flow: Flow): Result<JudgedFlow, WorkbenchError> {
  const [own] = evidenceOfFlow(flow) ?? [];
  if (own === undefined || flow.outcome === null) {
    return err({ code: 'not-found', what: 'evidence' });
  }
  const { evidence, at } = own;
  const isAllowed = flow.outcome.decision.outcome === 'allow';
  const judges = profiles.map(asItIsByDefault);
  const subject = createSubject(evidence);
  const opinions = judgeByAll(evidence, judges, at).map((opinion, index) => {
    const judge = judges[index];
    if (judge === undefined) throw new Error('an opinion without its judge');
    const { name, version, source, evidence: rests } = judge.profile;
    const turn = subject === null ? null : (findNearMiss(subject, judge, at)?.words ?? null);
    return {
      ...opinion,
      name,
      version,
      source,
      evidence: rests,
      agrees: opinion.admits === isAllowed,
      turn,
    };
  });
  return ok({ at, opinions });
}

function asItIsByDefault(profile: Profile): SetJudge {
  const settings = readSettings(profile.settings, {});
  if (!settings.ok) throw new Error(`${profile.id} refuses its own defaults`);
  return { profile, settings: settings.value };
}
