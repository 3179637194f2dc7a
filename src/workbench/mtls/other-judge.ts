import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { findProfile, profiles } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import type { DecideAs } from '#shared/model/decide-as.ts';
import type { JudgeDescription } from '#shared/model/judged-by.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { decideAs } from '#shared/schema/decide-as.ts';
import type { WorkbenchError } from '../error.ts';
import type { Storage } from '../storage.ts';

/** The program that decides in our place; null where we do. */
export interface OtherJudge {
  chosen(): DecideAs | null;
  judge(): SetJudge | null;
  choose(wanted: DecideAs | null): Result<null, WorkbenchError>;
}

const storedAs = 'mtls-decide-as';

/** Keeps the choice between two runs; one that this version does not know is forgotten. */
export function createOtherJudge(values: Pick<Storage['values'], 'read' | 'write'>): OtherJudge {
  const parsed = decideAs.nullable().safeParse(values.read(storedAs));
  let chosen = parsed.success ? parsed.data : null;
  const first = readDecideAs(chosen);
  let judge = first.ok ? first.value : null;
  if (judge === null) chosen = null;
  return {
    chosen: () => chosen,
    judge: () => judge,
    choose: (wanted) => {
      const read = readDecideAs(wanted);
      if (!read.ok) return read;
      chosen = wanted;
      judge = read.value;
      values.write(storedAs, chosen);
      return ok(null);
    },
  };
}

/** Finds the program and sets it as it is wanted. */
export function readDecideAs(wanted: DecideAs | null): Result<SetJudge | null, WorkbenchError> {
  if (wanted === null) return ok(null);
  const profile = findProfile(wanted.judge);
  if (profile === null) return err({ code: 'not-found', what: 'program' });
  const settings = readSettings(profile.settings, wanted.settings);
  if (settings.ok) return ok({ profile, settings: settings.value });
  const { error } = settings;
  const message =
    error.code === 'setting-unknown'
      ? `${profile.name} has no setting ${error.name}.`
      : `${error.name} has to be ${error.allowed}.`;
  return err({ code: 'fields-invalid', problems: [{ field: error.name, message }] });
}

/** Every program that can decide, without its rules. */
export const programs: readonly JudgeDescription[] = profiles.map(
  ({ id, name, version, source, evidence, settings }) => ({
    ...{ id, name, version, source, evidence },
    settings: settings.filter(({ kind }) => kind !== 'certificates'),
  }),
);
