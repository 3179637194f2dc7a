/** Environment variables that the command line reads, and what they do. */
export const environmentVariables: readonly (readonly [name: string, about: string])[] = [
  ['NO_COLOR', 'Where it is set and not empty, --color auto means never.'],
  ['TERM', 'Where it is "dumb", --color auto means never.'],
  [
    'http_proxy, https_proxy',
    'The HTTP proxy for responders of that scheme; in upper case as well.',
  ],
  ['all_proxy', 'The HTTP proxy where the variable of the scheme is not set.'],
  [
    'no_proxy',
    'Names, addresses and networks that are asked without a proxy, with commas between; * for all. What is on this machine never goes through one.',
  ],
];
