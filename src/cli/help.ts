import { globalOptions, type Option } from './arguments/option.ts';
import { type Command, exitCodesOf, optionsOf } from './command.ts';
import { heading, paragraph, wrap } from './text/layout.ts';
import type { Style } from './text/style.ts';

/** What the program is for, in one sentence. */
export const programAbout =
  'Why did this server let that client certificate in, or keep it out? Certificate revocation over OCSP, checked and explained.';

/** What `revoscope --help` prints. */
export function generalHelp(
  commands: readonly Command[],
  version: string,
  style: Style,
): readonly string[] {
  return [
    `${style.paint('strong', 'revoscope')} ${version}`,
    ...paragraph(programAbout, style, 0),
    ...heading('Usage', style),
    '  revoscope COMMAND [options]',
    ...heading('Commands', style),
    ...table(
      commands.map(({ name, summary }) => [name, summary]),
      style,
    ),
    ...heading('Options', style),
    ...optionTable(globalOptions, style),
  ];
}

/** What `revoscope COMMAND --help` prints. */
export function commandHelp(command: Command, style: Style): readonly string[] {
  return [
    `${style.paint('strong', `revoscope ${command.name}`)} ${command.synopsis}`,
    ...command.about.flatMap((text) => ['', ...paragraph(text, style, 0)]),
    ...heading('Options', style),
    ...optionTable(optionsOf(command), style),
    ...heading('Exit codes', style),
    ...table(
      exitCodesOf(command).map(([code, meaning]) => [String(code).padStart(3), meaning]),
      style,
    ),
    ...heading('Examples', style),
    ...command.examples.flatMap(({ command: text, about }) => [
      `  ${text}`,
      ...wrap(about, style.width - 6).map((line) => `      ${style.paint('faint', line)}`),
    ]),
  ];
}

/** An option as it is written: `--help, -h`, `--issuer FILE`. */
export function optionText({ name, short, value }: Option): string {
  const letter = short === null ? '' : `, -${short}`;
  return value === null ? `--${name}${letter}` : `--${name} ${value}`;
}

/** What an option is for, and whether it may be repeated. */
export function optionAbout({ about, times }: Option): string {
  return times === 'many' ? `${about} May be repeated.` : about;
}

function optionTable(options: readonly Option[], style: Style): readonly string[] {
  return table(
    options.map((option) => [optionText(option), optionAbout(option)]),
    style,
  );
}

/** Terms that are longer than this stand on a line of their own. */
const widestTerm = 30;

function table(
  list: readonly (readonly [term: string, about: string])[],
  style: Style,
): readonly string[] {
  const fitting = list.map(([term]) => term.length).filter((length) => length <= widestTerm);
  const column = Math.max(...fitting, 0) + 2;
  return list.flatMap(([term, about]) => {
    const lines = wrap(about, style.width - column - 2).map(
      (line) => `  ${' '.repeat(column)}${line}`,
    );
    if (term.length > widestTerm) return [`  ${term}`, ...lines];
    const [first = '', ...others] = lines;
    return [`  ${term.padEnd(column)}${first.slice(column + 2)}`, ...others];
  });
}
