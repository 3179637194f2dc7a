import { networkOptions } from '../arguments/network-options.ts';
import { flag, valueOption } from '../arguments/option.ts';
import type { Command } from '../command.ts';

/** `revoscope probe-responder`: what an OCSP responder can do. */
export const probeResponder: Command = {
  name: 'probe-responder',
  summary: 'Asks a responder what it can do, and shows the exchanges that tell.',
  synopsis: 'URI --issuer FILE [CERT…] [options]',
  operands: 'files',
  about: [
    'Sends fifteen questions, one after the other: GET and POST, hashes of the CertID, nonces of several lengths, several certificates at once, serial numbers and CAs that do not exist, and octets that are no request. It says first what it will send; --plan says that and sends nothing.',
    'Each line of the card has its clause, how serious it is, and the numbers of the exchanges that show it; --json has their octets.',
  ],
  options: [
    valueOption('issuer', 'FILE', 'The CA that the responder answers for.'),
    valueOption('interval', 'MS', 'The least time between two questions (500).'),
    valueOption('timeout', 'MS', 'For each question (10000).'),
    ...networkOptions.filter(({ name }) => name !== 'address-policy'),
    flag('plan', 'Says what would be sent, and sends nothing.'),
  ],
  json: 'document',
  exitCodes: [
    [0, 'nothing is at fault'],
    [1, 'a line is at fault'],
    [65, 'an input that cannot be read'],
  ],
  examples: [
    {
      command: 'revoscope probe-responder http://ocsp.example/ --issuer ca.pem client.pem',
      about: 'What can this responder do?',
    },
  ],
  run: async (args, environment) =>
    (await import('../responder-card/run-probe-responder.ts')).runProbeResponder(args, environment),
};
