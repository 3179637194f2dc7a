import type { Option } from './arguments/option.ts';
import { type Command, optionsOf } from './command.ts';
import { heading, paragraph, wrap } from './text/layout.ts';
import type { Style } from './text/style.ts';

/** What `revoscope --help` prints. */
export function generalHelp(
  commands: readonly Command[],
  version: string,
  style: Style,
): readonly string[] {
  const options = [
    ['--help, -h', 'This help; `revoscope COMMAND --help` for one command.'],
    ['--version', 'The version.'],
  ] as const;
  return [
    `${style.paint('strong', 'revoscope')} ${version}`,
    ...paragraph(
      'Why did this server let that client certificate in, or keep it out? Certificate revocation over OCSP, checked and explained.',
      style,
      0,
    ),
    ...heading('Usage', style),
    '  revoscope COMMAND [options]',
    ...heading('Commands', style),
    ...table(
      commands.map(({ name, summary }) => [name, summary]),
      style,
    ),
    ...heading('Options', style),
    ...table(options, style),
  ];
}

/** What `revoscope COMMAND --help` prints. */
export function commandHelp(command: Command, style: Style): readonly string[] {
  return [
    `${style.paint('strong', `revoscope ${command.name}`)} ${command.synopsis}`,
    ...command.about.flatMap((text) => ['', ...paragraph(text, style, 0)]),
    ...heading('Options', style),
    ...table(
      optionsOf(command).map((option) => [optionText(option), aboutText(option)]),
      style,
    ),
    ...heading('Exit codes', style),
    ...table(
      command.exitCodes.map(([code, meaning]) => [String(code).padStart(3), meaning]),
      style,
    ),
    ...heading('Examples', style),
    ...command.examples.flatMap(({ command: text, about }) => [
      `  ${text}`,
      ...wrap(about, style.width - 6).map((line) => `      ${style.paint('faint', line)}`),
    ]),
  ];
}

function optionText({ name, value }: Option): string {
  return value === null ? `--${name}` : `--${name} ${value}`;
}

function aboutText({ about, times }: Option): string {
  return times === 'many' ? `${about} May be repeated.` : about;
}

function table(
  list: readonly (readonly [term: string, about: string])[],
  style: Style,
): readonly string[] {
  const column = Math.max(...list.map(([term]) => term.length)) + 2;
  return list.flatMap(([term, about]) =>
    wrap(about, style.width - column - 2).map((line, at) =>
      at === 0 ? `  ${term.padEnd(column)}${line}` : `  ${' '.repeat(column)}${line}`,
    ),
  );
}
