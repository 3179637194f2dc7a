import { err, type Result } from '#shared/model/result.ts';
import { toJsonDocument } from '#shared/wording/json-document.ts';
import { toSafeJson } from '#shared/wording/safe-text.ts';
import {
  checkLeadingColour,
  readColour,
  splitLeadingColour,
  withColour,
} from './arguments/global-options.ts';
import { nearest } from './arguments/nearest.ts';
import { parseArguments } from './arguments/parse-arguments.ts';
import { type CliError, errorToJson, exitCodeOfError, usageError } from './cli-error.ts';
import { type Command, optionsOf, type Report } from './command.ts';
import { commands } from './commands.ts';
import type { CliEnvironment } from './environment.ts';
import { exitCode } from './exit-code.ts';
import { commandHelp, generalHelp } from './help.ts';
import { paragraph } from './text/layout.ts';
import { createStyle, type Style } from './text/style.ts';

/** Runs one command line to its end and resolves to the exit code. */
export async function runCli(given: CliEnvironment): Promise<number> {
  const { leading, rest: args } = splitLeadingColour(given.args);
  const environment = withColour({ ...given, args }, given.args);
  const { stdout, stderr } = environment;
  const style = createStyle(stdout.colour, stdout.width);
  const help = helpFor(args, environment.version, style);
  if (help !== null) {
    stdout.write(joined(help));
    return exitCode.done;
  }
  const form = formOf(args);
  const result = await runCommand(environment, leading).catch((bug: unknown) =>
    err<CliError>({
      code: 'internal',
      message: bug instanceof Error ? String(bug.stack) : String(bug),
    }),
  );
  if (result.ok) {
    tell(result.value, form, environment, style);
    return result.value.exitCode;
  }
  if (form === 'text') {
    stderr.write(joined(errorText(result.error, createStyle(stderr.colour, stderr.width))));
  } else {
    stdout.write(jsonText(errorToJson(result.error), form));
  }
  return exitCodeOfError(result.error, environment.signal);
}

function tell(report: Report, form: Form, { stdout, stderr }: CliEnvironment, style: Style): void {
  if (form !== 'text') {
    stdout.write(jsonText(report.json, form));
    return;
  }
  stdout.write(joined(report.text(style)));
  for (const remark of report.remarks) {
    stderr.write(joined(paragraph(`revoscope: ${remark}`, style, 0)));
  }
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function helpFor(args: readonly string[], version: string, style: Style): readonly string[] | null {
  const [first, second] = args;
  const own = untilEnd(args.slice(1));
  const isVersion = (arg: string | undefined) => arg === '--version' || arg === '-V';
  if (isVersion(first)) return [`revoscope ${version}`];
  if (first === '--help' || first === '-h' || (first === 'help' && second === undefined)) {
    return generalHelp(commands, version, style);
  }
  const name = first === 'help' ? second : first;
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined && own.some(isVersion)) return [`revoscope ${version}`];
  const isAsked = first === 'help' || own.includes('--help') || own.includes('-h');
  return command !== undefined && isAsked ? commandHelp(command, style) : null;
}

/** How the outcome is told: in words, as a JSON document over many lines, or as the last of many in one line. */
type Form = 'text' | 'document' | 'line';

function formOf(args: readonly string[]): Form {
  if (!untilEnd(args).includes('--json')) return 'text';
  const command = commands.find(({ name }) => name === args[0]);
  // A command whose --json names a file still tells a person how it went.
  if (command?.options.some(({ name, value }) => name === 'json' && value !== null)) return 'text';
  return command?.json === 'lines' ? 'line' : 'document';
}

function jsonText(value: unknown, form: Exclude<Form, 'text'>): string {
  return form === 'document' ? toJsonDocument(value) : `${toSafeJson(JSON.stringify(value))}\n`;
}

/** What stands before `--`, where options end. */
function untilEnd(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return end === -1 ? args : args.slice(0, end);
}

async function runCommand(
  environment: CliEnvironment,
  leading: readonly string[],
): Promise<Result<Report, CliError>> {
  const checked = checkLeadingColour(leading);
  if (!checked.ok) return checked;
  const [name, ...rest] = environment.args;
  if (name === undefined) {
    return err(usageError(null, 'Which command?', `There are ${listOf(commands)}.`));
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) return err(unknownCommand(name === 'help' ? (rest[0] ?? '') : name));
  const args = parseArguments(command.name, rest, optionsOf(command));
  if (!args.ok) return args;
  const colour = readColour(args.value);
  return colour.ok ? command.run(args.value, environment) : colour;
}

function unknownCommand(name: string): CliError {
  if (name.startsWith('-')) {
    return usageError(
      null,
      `There is no option ${name} before a command.`,
      `There are ${listOf(commands)}.`,
    );
  }
  const meant = nearest(
    name,
    commands.map((command) => command.name),
  );
  const hint = meant === null ? `There are ${listOf(commands)}.` : `Did you mean ${meant}?`;
  return usageError(null, `There is no command "${name}".`, hint);
}

function listOf(list: readonly Command[]): string {
  const names = list.map(({ name }) => name);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function errorText(error: CliError, style: Style): readonly string[] {
  const say = (text: string) => {
    const [first = '', ...others] = paragraph(text, style, 0);
    return [`${style.paint('fail', 'revoscope:')} ${first}`, ...others.map((line) => `  ${line}`)];
  };
  switch (error.code) {
    case 'usage': {
      const asked =
        error.command === null ? 'revoscope --help' : `revoscope ${error.command} --help`;
      const hint = error.hint === null ? [] : paragraph(error.hint, style);
      return [...say(error.message), ...hint, `  ${style.paint('faint', `See: ${asked}`)}`];
    }
    case 'input-unreadable':
      return say(`${error.file}: ${error.message}`);
    case 'unavailable':
    case 'fault':
      return [...say(error.message), ...paragraph(error.remedy, style)];
    case 'cancelled':
      return say('cancelled.');
    case 'internal':
      return say(`this is a bug of revoscope: ${error.message}`);
  }
}
