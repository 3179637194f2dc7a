import { globalOptions, type Option } from '../arguments/option.ts';
import { type Command, commonExitCodes, type ExitMeaning, exitCodesOf } from '../command.ts';
import { optionAbout, programAbout } from '../help.ts';
import { wrap } from '../text/layout.ts';
import { environmentVariables } from './variables.ts';

/** The manual page in the man macros (groff_man(7)), written from the same table as the help. */
export function manPage(commands: readonly Command[], version: string): string {
  const lines = [
    '.\\" Written by `revoscope man` from the help. Do not edit.',
    `.TH REVOSCOPE 1 "" ${quoted(`revoscope ${version}`)} "User Commands"`,
    '.SH NAME',
    `revoscope \\- ${text('why a server let a client certificate in, or kept it out')}`,
    '.SH SYNOPSIS',
    ...commands.flatMap(({ name, synopsis }, at) => [
      ...(at === 0 ? [] : ['.br']),
      `.B revoscope ${dashed(name)}`,
      text(synopsis),
    ]),
    '.SH DESCRIPTION',
    text(programAbout),
    '.SH OPTIONS',
    'These stand before a command as well as after it.',
    ...globalOptions.flatMap(optionLines),
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH EXIT STATUS',
    'Each command has its own above. All have these:',
    ...commonExitCodes.flatMap(exitLines),
    '.SH ENVIRONMENT',
    ...environmentVariables.flatMap(([name, about]) => ['.TP', `.B ${dashed(name)}`, text(about)]),
    '.SH SEE ALSO',
    '.BR openssl\\-ocsp (1),',
    '.BR openssl\\-s_client (1)',
  ];
  return `${lines.join('\n')}\n`;
}

function commandLines(command: Command): readonly string[] {
  const { name, synopsis, summary, about, options, examples } = command;
  return [
    `.SS ${quoted(`revoscope ${name} ${synopsis}`)}`,
    text(summary),
    ...about.flatMap((paragraph) => ['.PP', text(paragraph)]),
    ...options.flatMap(optionLines),
    '.PP',
    'Exit codes:',
    ...exitCodesOf(command)
      .filter(([code]) => commonExitCodes.every(([common]) => common !== code))
      .flatMap(exitLines),
    '.PP',
    'Examples:',
    ...examples.flatMap(({ command: example, about: what }) => [
      '.TP',
      `.B ${dashed(example)}`,
      text(what),
    ]),
  ];
}

function optionLines(option: Option): readonly string[] {
  const { name, short, value } = option;
  const letter = short === null ? '' : `, \\-${short}`;
  const spelling = `\\fB\\-\\-${dashed(name)}${letter}\\fR`;
  const taken = value === null ? '' : ` \\fI${text(value)}\\fR`;
  return ['.TP', `${spelling}${taken}`, text(optionAbout(option))];
}

function exitLines([code, meaning]: ExitMeaning): readonly string[] {
  return ['.TP', `.B ${code}`, text(meaning)];
}

/** Columns of the source: roff joins lines again. */
const width = 76;

/** Text that roff shows as it stands: no escapes, no requests, no characters outside of ASCII. */
function text(value: string): string {
  return wrap(value, width).map(line).join('\n');
}

function line(value: string): string {
  const escaped = [...value.replaceAll('\\', '\\e')]
    .map((one) => {
      const code = one.codePointAt(0) ?? 0;
      return code < 0x80 ? one : `\\[u${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('')
    .replaceAll(/(?<![\w-])--?(?=[A-Za-z])/g, (dashes) => dashes.replaceAll('-', '\\-'));
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}

/** What a person types: its dashes stay dashes, its quotes quotes. */
function dashed(value: string): string {
  return line(value)
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll('`', '\\(ga');
}

function quoted(value: string): string {
  return `"${dashed(value).replaceAll('"', '\\(dq')}"`;
}
