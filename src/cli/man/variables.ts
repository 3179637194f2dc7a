/** Environment variables that the command line reads, and what they do. */
export const environmentVariables: readonly (readonly [name: string, about: string])[] = [
  ['NO_COLOR', 'Where it is set and not empty, --color auto means never.'],
  ['TERM', 'Where it is "dumb", --color auto means never.'],
];
