import { parseArgs } from 'node:util';
import { err, ok, type Result } from '#shared/model/result.ts';
import { type CliError, usageError } from '../cli-error.ts';
import { nearest } from './nearest.ts';
import type { Option } from './option.ts';

/** What a command was given: its options are known, and have values where they take one. */
export interface ParsedArguments {
  readonly command: string;
  readonly positionals: readonly string[];
  /** True if the option was given. */
  readonly has: (name: string) => boolean;
  /** The value of an option; null if it was not given. */
  readonly value: (name: string) => string | null;
  /** All values of an option that may be repeated. */
  readonly values: (name: string) => readonly string[];
}

interface Given {
  readonly name: string;
  readonly value: string | null;
}

/** Reads what stands after the command's name. */
export function parseArguments(
  command: string,
  args: readonly string[],
  options: readonly Option[],
): Result<ParsedArguments, CliError> {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(options.map((option) => [option.name, typeOf(option)])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const given: Given[] = [];
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = judge(command, token, options);
    if (!option.ok) return option;
    const isRepeated = given.some(({ name }) => name === token.name);
    if (isRepeated && option.value.times === 'once') {
      return err(usageError(command, `${token.rawName} is given twice.`));
    }
    given.push({ name: token.name, value: token.value ?? null });
  }
  const values = (name: string) =>
    given.flatMap((one) => (one.name === name && one.value !== null ? [one.value] : []));
  return ok({
    command,
    positionals,
    has: (name) => given.some((one) => one.name === name),
    value: (name) => values(name)[0] ?? null,
    values,
  });
}

function typeOf(option: Option) {
  const type = option.value === null ? ('boolean' as const) : ('string' as const);
  return option.short === null ? { type } : { type, short: option.short };
}

function judge(
  command: string,
  token: {
    readonly name: string;
    readonly rawName: string;
    readonly value?: string | undefined;
    readonly inlineValue?: boolean | undefined;
  },
  options: readonly Option[],
): Result<Option, CliError> {
  const option = options.find(({ name }) => name === token.name);
  if (option === undefined) return err(unknownOption(command, token.rawName, options));
  if (option.value === null) {
    if (token.value === undefined) return ok(option);
    return err(usageError(command, `${token.rawName} takes no value.`));
  }
  // An option that stands where a value belongs was not meant as one.
  const isForgotten =
    token.value === undefined || (token.inlineValue !== true && token.value.startsWith('--'));
  if (!isForgotten) return ok(option);
  return err(
    usageError(command, `${token.rawName} needs a value: ${token.rawName} ${option.value}`),
  );
}

function unknownOption(command: string, rawName: string, options: readonly Option[]): CliError {
  const meant = nearest(
    rawName.replace(/^-+/, ''),
    options.map(({ name }) => name),
  );
  const hint = meant === null ? null : `Did you mean --${meant}?`;
  return usageError(command, `There is no option ${rawName}.`, hint);
}
