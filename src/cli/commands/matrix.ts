import type { Command } from '../command.ts';
import { matrixOptions } from '../matrix/matrix-options.ts';

/** `revoscope matrix`: what somebody else's server does with client certificates. */
export const matrix: Command = {
  name: 'matrix',
  summary: "Tries somebody else's server: does it keep revoked clients out?",
  synopsis: 'URL… [options] | --trust-kit NAME | --compare BEFORE AFTER',
  operands: 'none',
  about: [
    'Visits each server with a new certificate for each case, whose responder is ours: good, revoked, unknown, silent, broken, forged. Controls come first and last: where a good client is not let in, nothing is concluded and likely causes are named. Our own server is measured beside it for reference.',
    'The server has to trust the lab: --trust-kit prints the CA and a snippet for its configuration. The responder listens on 127.0.0.1; for a server in a container or on another host, give --listen and --responder-url, and confirm with --expose.',
  ],
  options: matrixOptions,
  json: 'document',
  exitCodes: [
    [0, 'every server behaves as expected'],
    [1, 'one does not; --fail-on says what counts'],
    [2, 'void: a control failed, so that nothing may be concluded'],
    [65, 'an input that cannot be read'],
    [69, 'a port or a folder that cannot be had'],
  ],
  examples: [
    { command: 'revoscope matrix --trust-kit nginx', about: 'What the server has to be given.' },
    {
      command: 'revoscope matrix https://gate.example:8443/ --trust server-ca.pem --expect closed',
      about: 'Does it fail closed?',
    },
    {
      command:
        'revoscope matrix https://gate.example:8443/ --cases core --json run.json --html run.html',
      about: 'The most telling cases, with reports to keep.',
    },
    {
      command: 'revoscope matrix --compare before.json after.json',
      about: 'What a change of the configuration changed.',
    },
  ],
  // What measures is loaded when it is needed: other commands do not wait for it.
  run: async (args, environment) =>
    (await import('../matrix/run-matrix-command.ts')).runMatrixCommand(args, environment),
};
