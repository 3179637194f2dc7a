import { err, ok, type Result } from '#shared/model/result.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { CliEnvironment, Output } from '../environment.ts';
import type { ParsedArguments } from './parse-arguments.ts';
import { readChoice } from './values.ts';

const choices = ['auto', 'always', 'never'] as const;
type Colour = (typeof choices)[number];

/** Takes `--color` away from before the command, so that it may stand on either side of it. */
export function splitLeadingColour(args: readonly string[]): {
  readonly leading: readonly string[];
  readonly rest: readonly string[];
} {
  let count = 0;
  while (count < args.length && isColourOption(args[count] ?? '')) {
    count += args[count] === '--color' ? 2 : 1;
  }
  return { leading: args.slice(0, count), rest: args.slice(count) };
}

/** Checks what stands before the command; a command reads its own options itself. */
export function checkLeadingColour(leading: readonly string[]): Result<null, CliError> {
  if (leading.length === 0 || colourIn(leading) !== null) return ok(null);
  const given = colourTexts(leading)[0] ?? '';
  return err(usageError(null, `--color is auto, always or never, not "${given}".`));
}

/** Reads `--color` where it stands after a command. */
export function readColour(args: ParsedArguments): Result<Colour, CliError> {
  return readChoice<Colour>(args, 'color', { words: choices, fallback: 'auto' });
}

/** The environment with the colour that the command line asks for anywhere before `--`. */
export function withColour(environment: CliEnvironment, args: readonly string[]): CliEnvironment {
  const colour = colourIn(args) ?? 'auto';
  const paint = (output: Output): Output =>
    colour === 'auto' ? output : { ...output, colour: colour === 'always' ? 'on' : 'off' };
  return { ...environment, stdout: paint(environment.stdout), stderr: paint(environment.stderr) };
}

function colourIn(args: readonly string[]): Colour | null {
  const [given] = colourTexts(args);
  return choices.find((choice) => choice === given) ?? null;
}

function colourTexts(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  const before = end === -1 ? args : args.slice(0, end);
  return before.flatMap((arg, at) => {
    if (!isColourOption(arg)) return [];
    return [arg === '--color' ? (before[at + 1] ?? '') : arg.slice('--color='.length)];
  });
}

function isColourOption(arg: string): boolean {
  return arg === '--color' || arg.startsWith('--color=');
}
