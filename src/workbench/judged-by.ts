import { evidenceOfFlow, type FlowEvidence } from '#engine/judge/evidence-of-flow.ts';
import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { judgeFlowByAll } from '#engine/judge/profiles/judge-flow.ts';
import { findNearMiss } from '#engine/judge/profiles/near-miss/near-miss.ts';
import type { Profile } from '#engine/judge/profiles/profile.ts';
import { profiles } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import type { Flow } from '#shared/flow/flow.ts';
import type { JudgedFlow } from '#shared/model/judged-by.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from './error.ts';

/**
 * Puts what a flow rested on before every other program, at the time at which it was decided: of the certificate,
 * and of the CAs above it that were asked about.
 */
export function judgeByPrograms(flow: Flow): Result<JudgedFlow, WorkbenchError> {
  const parts = evidenceOfFlow(flow) ?? [];
  const [own] = parts;
  if (own === undefined || flow.outcome === null) {
    return err({ code: 'not-found', what: 'evidence' });
  }
  const isAllowed = flow.outcome.decision.outcome === 'allow';
  const judges = profiles.map(asItIsByDefault);
  const opinions = judgeFlowByAll(parts, judges).map(({ opinion, subject, part }, index) => {
    const judge = judges[index];
    if (judge === undefined) throw new Error('an opinion without its judge');
    const { name, version, source, evidence: rests } = judge.profile;
    const turn = subject === null ? null : (findNearMiss(subject, judge, part.at)?.words ?? null);
    return {
      ...opinion,
      sentence: part === own ? opinion.sentence : aboutCa(part, opinion.sentence),
      name,
      version,
      source,
      evidence: rests,
      agrees: opinion.admits === isAllowed,
      turn,
    };
  });
  return ok({ at: own.at, opinions });
}

function aboutCa({ evidence: { certificate } }: FlowEvidence, sentence: string): string {
  return 'code' in certificate
    ? sentence
    : `Of the CA ${certificate.facts.subjectText}: ${sentence}`;
}

function asItIsByDefault(profile: Profile): SetJudge {
  const settings = readSettings(profile.settings, {});
  if (!settings.ok) throw new Error(`${profile.id} refuses its own defaults`);
  return { profile, settings: settings.value };
}
