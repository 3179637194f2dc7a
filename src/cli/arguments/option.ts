/** One option of a command. */
export interface Option {
  /** Without its dashes. */
  readonly name: string;
  /** What stands for its value in help: `FILE`, `allow|block`; null for a flag. */
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
  return { name, value, times, about };
}

/** An option that is there or not. */
export function flag(name: string, about: string): Option {
  return { name, value: null, times: 'once', about };
}

/** Options that every command has. */
export const commonOptions: readonly Option[] = [
  flag('json', 'One JSON document on standard output and nothing else there.'),
  flag('help', 'This help.'),
];
