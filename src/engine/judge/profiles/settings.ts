import type { Certificate } from '#pki/x509/certificate.ts';
import type { JudgeSetting } from '#shared/model/judged-by.ts';
import { err, ok, type Result } from '#shared/model/result.ts';

/** Settings of a program as a person gives them: a word, a number, or certificates. */
export type GivenSettings = Readonly<Record<string, string | readonly Certificate[]>>;

/** The settings in force, read by the program's own names. */
export interface Settings {
  has(flag: string): boolean;
  number(name: string): number;
  word(name: string): string;
  certificates(name: string): readonly Certificate[];
}

/** Why a setting is refused. */
export type SettingError =
  | { readonly code: 'setting-unknown'; readonly name: string; readonly known: readonly string[] }
  | {
      readonly code: 'setting-not-allowed';
      readonly name: string;
      readonly value: string;
      readonly allowed: string;
    };

/** Reads what a person gave against what the program knows. */
export function readSettings(
  known: readonly JudgeSetting[],
  given: GivenSettings,
): Result<Settings, SettingError> {
  for (const [name, value] of Object.entries(given)) {
    const setting = known.find((candidate) => candidate.name === name);
    if (setting === undefined) {
      return err({ code: 'setting-unknown', name, known: known.map((each) => each.name) });
    }
    const allowed = whyRefused(setting, value);
    if (allowed === null) continue;
    const shown = typeof value === 'string' ? value : 'certificates';
    return err({ code: 'setting-not-allowed', name, value: shown, allowed });
  }
  return ok(createSettings(known, given));
}

/** What would be right; null where the value is. */
function whyRefused(setting: JudgeSetting, value: string | readonly Certificate[]): string | null {
  if (setting.kind === 'certificates') {
    return typeof value === 'string' ? 'a file of certificates' : null;
  }
  if (typeof value !== 'string') return `no certificates: ${setting.words.join(' or ')}`;
  if (setting.kind === 'number') return /^-?\d{1,9}$/.test(value) ? null : 'a whole number';
  return setting.words.includes(value) ? null : setting.words.join(' or ');
}

function createSettings(known: readonly JudgeSetting[], given: GivenSettings): Settings {
  const textOf = (name: string) => {
    const value = given[name];
    if (typeof value === 'string') return value;
    const setting = known.find((candidate) => candidate.name === name);
    if (setting === undefined) throw new Error(`${name} is no setting of this program`);
    return setting.fallback;
  };
  return {
    has: (flag) => textOf(flag) === 'on',
    number: (name) => Number(textOf(name)),
    word: textOf,
    certificates: (name) => {
      const value = given[name];
      return value === undefined || typeof value === 'string' ? [] : value;
    },
  };
}
