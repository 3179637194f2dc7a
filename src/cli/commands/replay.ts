import { judgeOptions } from '../arguments/judge-options.ts';
import { valueOption } from '../arguments/option.ts';
import type { Command } from '../command.ts';

/** `revoscope replay`: judges saved cases again. */
export const replay: Command = {
  name: 'replay',
  summary: 'Judges saved cases again and says what is not as it was.',
  synopsis: 'CASE…|DIR [options]',
  operands: 'files',
  about: [
    'A case holds one authentication with all that its verdict rests on; check and verify write one with --save-case. It is judged again at its own time by its own policy, or by what is given here. Nothing is sent. Of a folder, every .revocase file in it and below is taken: a regression suite for a configuration.',
    'With --judge, a program that decides otherwise than the case did makes a difference too.',
  ],
  options: [
    valueOption('at', 'TIME', 'The time to judge at, in RFC 3339 (that of the case).'),
    valueOption('policy', 'FILE', 'The policy to judge by, in JSON (that of the case).'),
    ...judgeOptions,
    valueOption('junit', 'FILE', 'Writes a JUnit report: each case is a test case.'),
  ],
  json: 'document',
  exitCodes: [
    [0, 'every case comes to the same verdict'],
    [1, 'one comes to another: the report says what changed'],
    [65, 'a case or a policy that cannot be read'],
    [69, 'a place that cannot be written to'],
  ],
  examples: [
    { command: 'revoscope replay denied.revocase', about: 'Does it still come to that?' },
    {
      command: 'revoscope replay denied.revocase --at 2026-01-31T12:00:00Z',
      about: 'What would it have come to then?',
    },
    {
      command: 'revoscope replay cases/ --policy gateway.json --junit report.xml',
      about: 'Which of these decisions would another policy change?',
    },
    {
      command: 'revoscope replay denied.revocase --judge nginx-1.22',
      about: 'Would nginx have decided as we did?',
    },
  ],
  // What judges is loaded when it is needed.
  run: async (args, environment) =>
    (await import('../replay/run-replay.ts')).runReplay(args, environment),
};
