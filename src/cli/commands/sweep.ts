import { networkOptions } from '../arguments/network-options.ts';
import { flag, valueOption } from '../arguments/option.ts';
import type { Command } from '../command.ts';

/** `revoscope sweep`: the status of very many certificates. */
export const sweep: Command = {
  name: 'sweep',
  summary: 'Asks about very many certificates, responder by responder.',
  synopsis: 'FILE|DIR|- --issuer FILE [options]',
  operands: 'files',
  about: [
    'Reads certificates from a PEM bundle of any size, a folder or standard input, finds the issuer of each among --issuer, groups them by responder, and asks so many at a time and so often as is allowed. What fails for now is asked again, later and later. Memory does not grow with the number of certificates.',
    'Each result is a line of JSON in --out as soon as it is there. After an interruption or a crash, --resume goes on where that file ends.',
  ],
  options: [
    valueOption('issuer', 'FILE', 'CAs that issued the certificates.', 'many'),
    valueOption('out', 'FILE', 'Writes a line of JSON for each certificate.'),
    flag('resume', 'Leaves out what --out has already.'),
    valueOption('csv', 'FILE', 'Writes a table.'),
    valueOption('html', 'FILE', 'Writes one HTML file with charts.'),
    valueOption('parallel', 'N', 'Exchanges with one responder at a time (8).'),
    valueOption('rate', 'N', 'Exchanges with one responder in a second (any number).'),
    valueOption(
      'batch',
      'N',
      'Certificates in one request; a responder that leaves some out gets one at a time (1).',
    ),
    valueOption('retries', 'N', 'How often an exchange that failed is made again (3).'),
    valueOption('timeout', 'MS', 'For each exchange (10000).'),
    valueOption('responder-uri', 'URI', 'The responder to ask, in place of those of the AIA.'),
    valueOption('hash', 'sha1|sha256|sha384|sha512', 'What the CertID is hashed with (sha1).'),
    ...networkOptions,
  ],
  json: 'document',
  exitCodes: [
    [0, 'every certificate is good'],
    [1, 'some are revoked'],
    [2, 'some are unknown, none is revoked'],
    [3, 'some are indeterminate, and none is unknown or revoked'],
    [65, 'an input that cannot be read'],
    [69, 'an output that cannot be written'],
  ],
  examples: [
    {
      command: 'revoscope sweep fleet.pem --issuer cas.pem --out fleet.jsonl --html fleet.html',
      about: 'All certificates of a bundle, with a report.',
    },
    {
      command: 'revoscope sweep fleet.pem --issuer cas.pem --out fleet.jsonl --resume',
      about: 'Goes on after an interruption.',
    },
  ],
  run: async (args, environment) =>
    (await import('../sweep/run-sweep-command.ts')).runSweepCommand(args, environment),
};
