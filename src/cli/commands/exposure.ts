import { flag, valueOption } from '../arguments/option.ts';
import type { Command } from '../command.ts';

/** `revoscope exposure`: how long a revoked certificate is still admitted. */
export const exposure: Command = {
  name: 'exposure',
  summary:
    'Says how long a certificate that is revoked now is still admitted, and which setting makes it so.',
  synopsis: '[options]',
  operands: 'none',
  about: [
    "For a policy and the habits of a responder and a server: the longest time between the revocation and the first denial, part by part, each with its formula and the setting that causes it. What has no end is said. Without --policy it is the policy of a new workspace; without habits, a responder that signs anew for each question, as the lab's does, and our own server.",
    'With --measure, a lab and a server are opened on free ports of 127.0.0.1, a throw-away client is revoked there and visits until it is denied for the first time, on a clock that is moved. Nothing else is sent, and nothing is kept.',
  ],
  options: [
    valueOption('policy', 'FILE', 'The policy, in JSON (that of a new workspace).'),
    valueOption('delay', 'SECONDS', 'From the revocation until a new answer says so (0).'),
    valueOption('next-update', 'SECONDS|none', 'From thisUpdate to nextUpdate (604800).'),
    valueOption(
      'old-answers',
      'replaced|come-again',
      'Whether an answer from before the revocation may come again until its nextUpdate: from an HTTP cache, or from somebody on the way (replaced).',
    ),
    valueOption('outage', 'SECONDS|any', 'The longest silence of the responder (any).'),
    valueOption(
      'recheck',
      'each-request|each-connection',
      'Whether the server decides on each request or once on a connection (each-request).',
    ),
    valueOption('connection', 'SECONDS|any', 'How long a connection can be kept open (any).'),
    valueOption(
      'resumption',
      'judged-again|not-judged',
      'Whether the server judges a resumed TLS session again, as ours does (judged-again).',
    ),
    valueOption('session', 'SECONDS|any', 'How long a session can be resumed (300).'),
    flag('measure', 'Measures it as well.'),
    valueOption('at-most', 'SECONDS', 'Exits with 1 where it is longer.'),
  ],
  json: 'document',
  exitCodes: [
    [0, 'it is told'],
    [1, 'with --at-most: it is longer, or has no end'],
    [65, 'a policy that cannot be read'],
    [69, 'with --measure: the lab could not be opened, or the client is never admitted'],
  ],
  examples: [
    { command: 'revoscope exposure', about: 'Of the usual policy: the hour of the cache.' },
    {
      command: 'revoscope exposure --policy gateway.json --old-answers come-again --measure',
      about: 'Of a policy of your own, behind an HTTP cache; reckoned and measured.',
    },
    {
      command: 'revoscope exposure --policy gateway.json --at-most 3600',
      about: 'A gate for a build server.',
    },
  ],
  run: async (args, environment) =>
    (await import('../exposure/run-exposure.ts')).runExposure(args, environment),
};
