import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { profiles } from '#engine/judge/profiles/registry.ts';
import { type GivenSettings, readSettings } from '#engine/judge/profiles/settings.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { JudgeDescription } from '#shared/model/judged-by.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { readCertificates } from '../inputs/input-files.ts';
import { nearest } from './nearest.ts';
import { type Option, valueOption } from './option.ts';
import type { ParsedArguments } from './parse-arguments.ts';

/** Whom else a response is put before: for `check`, `verify` and `replay`. */
export const judgeOptions: readonly Option[] = [
  valueOption(
    'judge',
    'ID|all',
    'Judges as another program would, such as nginx-1.22 or jdk-17; or as all of them.',
    'many',
  ),
  valueOption(
    'setting',
    'NAME=VALUE',
    'A setting of that program by its own name, such as SOFT_FAIL=on or VAfile=FILE.',
    'many',
  ),
];

/** As which program the server decides: for `serve`. */
export const decideAsOptions: readonly Option[] = [
  valueOption(
    'decide-as',
    'ID',
    'Decides as another program would, such as nginx-1.22 or jdk-17, once the chain holds and an answer is there or missing.',
  ),
  ...judgeOptions.filter(({ name }) => name === 'setting'),
];

/** Reads `decideAsOptions`; null where the server decides as we do. */
export async function readDecideAs(
  args: ParsedArguments,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<SetJudge | null, CliError>> {
  const id = args.value('decide-as');
  const chosen = chooseProfiles(args, id === null ? [] : [id], 'decide-as');
  if (!chosen.ok) return chosen;
  const judges = await setJudges(args, chosen.value, environment);
  return judges.ok ? ok(judges.value[0] ?? null) : judges;
}

/** Reads `judgeOptions`: the programs, each with its settings. */
export async function readJudges(
  args: ParsedArguments,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<readonly SetJudge[], CliError>> {
  const ids = args.values('judge');
  const chosen = ids.includes('all') ? ok(profiles) : chooseProfiles(args, ids, 'judge');
  return chosen.ok ? setJudges(args, chosen.value, environment) : chosen;
}

async function setJudges(
  args: ParsedArguments,
  chosen: typeof profiles,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<readonly SetJudge[], CliError>> {
  const given = await readGiven(args, chosen, environment);
  if (!given.ok) return given;
  const judges: SetJudge[] = [];
  for (const profile of chosen) {
    const own = Object.entries(given.value).filter(([name]) => knows(profile, name));
    const settings = readSettings(profile.settings, Object.fromEntries(own));
    if (!settings.ok) return err(settingRefused(args, settings.error));
    judges.push({ profile, settings: settings.value });
  }
  return ok(judges);
}

function chooseProfiles(
  args: ParsedArguments,
  ids: readonly string[],
  option: 'judge' | 'decide-as',
): Result<typeof profiles, CliError> {
  const known = profiles.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown === undefined) return ok(profiles.filter(({ id }) => ids.includes(id)));
  const near = nearest(unknown, known);
  const meant = near === null ? '' : ` Did you mean ${near}?`;
  return err(
    usageError(
      args.command,
      `--${option} ${unknown} is no program that is known here.${meant}`,
      `It is ${option === 'judge' ? 'all, or ' : ''}one of ${known.join(', ')}.`,
    ),
  );
}

async function readGiven(
  args: ParsedArguments,
  chosen: readonly JudgeDescription[],
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<GivenSettings, CliError>> {
  const given: Record<string, string | readonly Certificate[]> = {};
  for (const text of args.values('setting')) {
    const at = text.lastIndexOf('=');
    const name = text.slice(0, Math.max(at, 0));
    const value = text.slice(at + 1);
    const knowing = chosen.find((profile) => knows(profile, name));
    if (knowing === undefined) return err(settingUnknown(args, { text, name }, chosen));
    const { kind } = knowing.settings.find((setting) => setting.name === name) ?? { kind: 'flag' };
    if (kind !== 'certificates') {
      given[name] = value;
      continue;
    }
    const file = await readCertificates(value, environment);
    if (!file.ok) return file;
    given[name] = file.value.certificates;
  }
  return ok(given);
}

function knows({ settings }: JudgeDescription, name: string): boolean {
  return settings.some((setting) => setting.name === name);
}

function settingUnknown(
  args: ParsedArguments,
  { text, name }: { readonly text: string; readonly name: string },
  chosen: readonly JudgeDescription[],
): CliError {
  if (chosen.length === 0) {
    return usageError(
      args.command,
      `--setting ${text} is for a program.`,
      args.command === 'serve' ? 'Name it with --decide-as.' : 'Name it with --judge.',
    );
  }
  const known = [...new Set(chosen.flatMap(({ settings }) => settings.map((one) => one.name)))];
  const message =
    name === ''
      ? `--setting ${text} is not NAME=VALUE.`
      : `--setting ${name} is no setting of the programs that are named.`;
  const hint = known.length === 0 ? 'They have none.' : `They have ${known.join(', ')}.`;
  return usageError(args.command, message, hint);
}

function settingRefused(
  args: ParsedArguments,
  error:
    | { readonly code: 'setting-unknown'; readonly name: string }
    | {
        readonly code: 'setting-not-allowed';
        readonly name: string;
        readonly value: string;
        readonly allowed: string;
      },
): CliError {
  if (error.code === 'setting-unknown') throw new Error(`${error.name} was known a moment ago`);
  const { name, value, allowed } = error;
  return usageError(args.command, `--setting ${name}=${value} is not ${allowed}.`);
}
