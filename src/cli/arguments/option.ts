/** One option of a command. */
export interface Option {
  /** Without its dashes. */
  readonly name: string;
  /** Its letter, without the dash; null for none. */
  readonly short: string | null;
  /** What stands for its value in help: `FILE`, `allow|block`; null for a flag. Completion reads it too. */
  readonly value: string | null;
  readonly times: 'once' | 'many';
  readonly about: string;
}

/** An option that takes a value. */
export function valueOption(
  name: string,
  value: string,
  about: string,
  times: Option['times'] = 'once',
): Option {
  return { name, short: null, value, times, about };
}

/** An option that is there or not. */
export function flag(name: string, about: string, short: string | null = null): Option {
  return { name, short, value: null, times: 'once', about };
}

/** Options that stand before a command as well as after it. */
export const globalOptions: readonly Option[] = [
  valueOption(
    'color',
    'auto|always|never',
    'When to colour the output; auto means on a terminal where NO_COLOR is not set (auto).',
  ),
  flag('help', 'The help; `revoscope COMMAND --help` for one command.', 'h'),
  flag('version', 'The version.', 'V'),
];

/** Options that every command has. */
export const commonOptions: readonly Option[] = [
  flag('json', 'One JSON document on standard output and nothing else there.'),
  ...globalOptions,
];

/** The words that an option takes: those of `auto|always|never`; none where any text will do. */
export function wordsOf({ value }: Option): readonly string[] {
  return value !== null && /^[a-z0-9-]+(?:\|[a-z0-9-]+)+$/.test(value) ? value.split('|') : [];
}
