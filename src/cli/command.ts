import type { Result } from '#shared/model/result.ts';
import { commonOptions, type Option } from './arguments/option.ts';
import type { ParsedArguments } from './arguments/parse-arguments.ts';
import type { CliError } from './cli-error.ts';
import type { CliEnvironment } from './environment.ts';
import { exitCode } from './exit-code.ts';
import type { Style } from './text/style.ts';

/** What a command came to, ready to be told in either form. */
export interface Report {
  readonly exitCode: number;
  /** The document of `--json`: plain data. */
  readonly json: unknown;
  /** Lines for a person. */
  readonly text: (style: Style) => readonly string[];
  /** Remarks beside the report, on standard error; none with `--json`. */
  readonly remarks: readonly string[];
}

export interface Example {
  readonly command: string;
  readonly about: string;
}

/** An exit code and what it means. */
export type ExitMeaning = readonly [code: number, meaning: string];

/** One command: a new one is one file and one line in `commands.ts`. */
export interface Command {
  readonly name: string;
  /** One line in the list of commands. */
  readonly summary: string;
  /** What stands after the name: `CERT [options]`. */
  readonly synopsis: string;
  /** What its arguments are, for completion: files, nothing, or words of its own. */
  readonly operands: 'files' | 'none' | (() => Promise<readonly string[]>);
  /** Paragraphs of its own help. */
  readonly about: readonly string[];
  readonly options: readonly Option[];
  /**
   * What `--json` prints: one document at the end, or, from a command that runs on, one document a line as
   * things happen. Such a command writes its lines itself; its report, or its error, is the last of them.
   */
  readonly json: 'document' | 'lines';
  /** Those that every command has (`commonExitCodes`) are left out, unless it has a word of its own on one. */
  readonly exitCodes: readonly ExitMeaning[];
  readonly examples: readonly Example[];
  readonly run: (
    args: ParsedArguments,
    environment: CliEnvironment,
  ) => Promise<Result<Report, CliError>>;
}

/** The options of a command, then those that every command has; its own word on one of these counts. */
export function optionsOf({ options }: Command): readonly Option[] {
  const common = commonOptions.map(
    (option) => options.find(({ name }) => name === option.name) ?? option,
  );
  return [...options.filter((option) => !common.includes(option)), ...common];
}

/** Exit codes that every command has. */
export const commonExitCodes: readonly ExitMeaning[] = [
  [exitCode.usage, 'wrong usage'],
  [exitCode.internal, 'the program itself failed (a full disk, a broken installation, a bug)'],
  [exitCode.hungUp, 'its terminal was closed'],
  [exitCode.cancelled, 'interrupted'],
  [exitCode.quit, 'quit'],
  [exitCode.terminated, 'terminated'],
];

/** All exit codes of a command in their order. */
export function exitCodesOf({ exitCodes }: Command): readonly ExitMeaning[] {
  const common = commonExitCodes.filter(([code]) => exitCodes.every(([own]) => own !== code));
  return [...exitCodes, ...common].sort(([a], [b]) => a - b);
}
