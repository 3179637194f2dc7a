import type { CompletedOption, Completion, CompletionTable } from './completion-table.ts';

/** The completion script for fish. */
export function fishCompletion({ commands, globalOptions }: CompletionTable): string {
  const names = commands.map(({ name }) => name);
  const before = `__fish_use_subcommand`;
  const lines = [
    '# fish completion for revoscope',
    '# Put it where fish finds it: revoscope completion fish > ~/.config/fish/completions/revoscope.fish',
    '',
    'complete -c revoscope -f',
    ...globalOptions.map((option) => optionLine(before, option)),
    ...commands.map(
      ({ name, about }) => `complete -c revoscope -n ${before} -a ${name} -d ${quoted(about)}`,
    ),
    `complete -c revoscope -n ${before} -a help -d ${quoted('Help for a command.')}`,
    `complete -c revoscope -n '__fish_seen_subcommand_from help' -a ${quoted(names.join(' '))}`,
  ];
  for (const { name, options, operands } of commands) {
    const inside = quoted(
      `__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from help`,
    );
    lines.push('', ...options.map((option) => optionLine(inside, option)));
    if (operands.kind !== 'none') {
      lines.push(`complete -c revoscope -n ${inside} ${argumentOf(operands, 'operand')}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function optionLine(condition: string, option: CompletedOption): string {
  const { name, short, about, value } = option;
  const letter = short === null ? '' : ` -s ${short}`;
  const takes = value.kind === 'none' ? '' : ` ${argumentOf(value, 'option')}`;
  return `complete -c revoscope -n ${condition} -l ${name}${letter}${takes} -d ${quoted(about)}`;
}

function argumentOf(completion: Completion, of: 'option' | 'operand'): string {
  const exclusive = of === 'option' ? '-x ' : '';
  switch (completion.kind) {
    case 'words':
      return `${exclusive}-a ${quoted(completion.words.join(' '))}`;
    case 'files':
      return of === 'option' ? '-r -F' : '-F';
    case 'folders':
      return `${exclusive}-a '(__fish_complete_directories)'`;
    default:
      return exclusive.trim();
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
