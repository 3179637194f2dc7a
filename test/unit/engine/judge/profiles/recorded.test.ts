import { describe, expect, it } from 'vitest';
import { judgeBy } from '#engine/judge/profiles/judge-by.ts';
import { findProfile } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import { evidenceOf, recordedCases } from '../../../../support/judges/recorded-cases.ts';

describe('every program, by its profile, says of a recorded response what it really said', () => {
  it.each(recordedCases().map((recorded) => [recorded.name, recorded] as const))(
    '%s',
    (_, recorded) => {
      const evidence = evidenceOf(recorded);
      const at = Date.parse(recorded.at);
      const said = Object.keys(recorded.observed).map((id) => {
        const profile = findProfile(id);
        if (profile === null) throw new Error(`${id} has no profile`);
        const settings = readSettings(profile.settings, {});
        if (!settings.ok) throw new Error(settings.error.code);
        return [id, judgeBy(evidence, { profile, settings: settings.value }, at).code];
      });
      expect(Object.fromEntries(said)).toEqual(recorded.observed);
    },
  );
});
