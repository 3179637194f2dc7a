import { decideAsOptions, judgeOptions } from '../arguments/judge-options.ts';
import { flag, valueOption } from '../arguments/option.ts';
import type { Command } from '../command.ts';

/** `revoscope demo`: plays the built-in scenarios and holds what happens against what is expected. */
export const demo: Command = {
  name: 'demo',
  summary: 'Plays every built-in scenario over real sockets: expected beside actual.',
  synopsis: '[ID…] [options]',
  operands: async () => (await import('#lab/scenarios/catalogue.ts')).scenarios.map(({ id }) => id),
  about: [
    'Each scenario has a lab of its own (CA, responders, mTLS server, clients) on free ports of 127.0.0.1 and a clock of its own, so that nothing has to be waited for. A client connects, the server asks the responder, and what was decided is held against what has to be decided. Nothing is kept.',
    'Without an ID all scenarios are played, in the order of --list.',
  ],
  options: [
    flag('list', 'Lists the scenarios and plays none.'),
    valueOption('junit', 'FILE', 'Writes a JUnit report: each scenario is a test case.'),
    ...judgeOptions,
    ...decideAsOptions.filter(({ name }) => name === 'decide-as'),
  ],
  json: 'document',
  exitCodes: [
    [0, 'everything went as expected'],
    [1, 'something went differently, or could not be played to its end'],
    [64, 'wrong usage: there is no such scenario'],
    [69, 'a place that cannot be written to'],
  ],
  examples: [
    { command: 'revoscope demo', about: 'All of them, in about ten seconds.' },
    {
      command: 'revoscope demo cache-window cut-off',
      about: 'What the cache does to a revocation, and what can be done about it.',
    },
    {
      command: 'revoscope demo --judge all',
      about: 'What nginx, Java and the others would have decided, in a grid.',
    },
    {
      command: 'revoscope demo --decide-as nginx-1.22',
      about: 'What nginx does where we have to do what is expected.',
    },
    { command: 'revoscope demo --junit demo.xml', about: 'A report for a build server.' },
    { command: 'revoscope demo --json | jq .asExpected', about: 'For programs.' },
  ],
  // What plays scenarios is loaded when it is needed: `check` does not wait for it.
  run: async (args, environment) =>
    (await import('../demo/run-demo.ts')).runDemo(args, environment),
};
