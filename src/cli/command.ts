import type { Result } from '#shared/model/result.ts';
import type { Option } from './arguments/option.ts';
import type { ParsedArguments } from './arguments/parse-arguments.ts';
import type { CliError } from './cli-error.ts';
import type { CliEnvironment } from './environment.ts';
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

/** One command: a new one is one file and one line in `commands.ts`. */
export interface Command {
  readonly name: string;
  /** One line in the list of commands. */
  readonly summary: string;
  /** What stands after the name: `CERT [options]`. */
  readonly synopsis: string;
  /** Paragraphs of its own help. */
  readonly about: readonly string[];
  readonly options: readonly Option[];
  readonly exitCodes: readonly (readonly [code: number, meaning: string])[];
  readonly examples: readonly Example[];
  readonly run: (
    args: ParsedArguments,
    environment: CliEnvironment,
  ) => Promise<Result<Report, CliError>>;
}
