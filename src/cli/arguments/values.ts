import { err, ok, type Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { type CliError, usageError } from '../cli-error.ts';
import { nearest } from './nearest.ts';
import type { ParsedArguments } from './parse-arguments.ts';

/** One of the words that an option knows; `fallback` if it was not given. */
export function readChoice<T extends string>(
  args: ParsedArguments,
  name: string,
  { words, fallback }: { readonly words: readonly T[]; readonly fallback: T },
): Result<T, CliError> {
  const given = args.value(name);
  if (given === null) return ok(fallback);
  const word = words.find((candidate) => candidate === given);
  if (word !== undefined) return ok(word);
  const meant = nearest(given.toLowerCase(), words);
  const message = `--${name} is ${words.slice(0, -1).join(', ')} or ${words.at(-1)}, not "${given}".`;
  return err(usageError(args.command, message, meant === null ? null : `Did you mean ${meant}?`));
}

/** A whole number within bounds; `fallback` if the option was not given. */
export function readWhole<T>(
  args: ParsedArguments,
  name: string,
  {
    min,
    max,
    unit,
    fallback,
  }: {
    readonly min: number;
    readonly max: number;
    readonly unit: string;
    readonly fallback: T;
  },
): Result<number | T, CliError> {
  const given = args.value(name);
  if (given === null) return ok(fallback);
  const number = /^\d{1,12}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= min && number <= max) return ok(number);
  const message = `--${name} is a whole number of ${unit} from ${min} to ${max}, not "${given}".`;
  return err(usageError(args.command, message));
}

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;

/** A time in RFC 3339; null if the option was not given. */
export function readTime(args: ParsedArguments, name: string): Result<EpochMs | null, CliError> {
  const given = args.value(name);
  if (given === null) return ok(null);
  const at = parseRfc3339(given);
  if (at !== null) return ok(at);
  const message = `--${name} is a time such as 2026-01-31T12:00:00Z (RFC 3339), not "${given}".`;
  return err(usageError(args.command, message));
}

/** The moment that a text in RFC 3339 names; null where there is none, as on 30 February. */
export function parseRfc3339(text: string): EpochMs | null {
  const match = rfc3339.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const asUtc = Date.parse(`${local}Z`);
  const exists = !Number.isNaN(asUtc) && new Date(asUtc).toISOString().startsWith(local);
  if (!exists) return null;
  const offset = zone.toUpperCase() === 'Z' ? 0 : offsetMs(zone);
  return offset === null ? null : asUtc + Math.floor(Number(`0${fraction}`) * 1_000) - offset;
}

function offsetMs(zone: string): number | null {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return null;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (hours * 60 + minutes) * 60_000;
}
