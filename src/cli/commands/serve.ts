import { networkOptions } from '../arguments/network-options.ts';
import { exchangeOptions, judgementOptions } from '../arguments/policy-options.ts';
import type { Command } from '../command.ts';
import { serverOptions } from '../serve/serve-options.ts';

/** `revoscope serve`: runs the mTLS server, with `--lab` the lab as well, until it is stopped. */
export const serve: Command = {
  name: 'serve',
  summary: 'Runs an mTLS server that admits clients by OCSP, with a lab if wanted.',
  synopsis: '[--lab] [options]',
  operands: 'none',
  about: [
    'Asks each client for a certificate, holds back its request, checks the chain and then, over OCSP, the revocation, and answers 200 or 403 with the reasons in JSON. Each decision is a line on standard output. It runs until it is interrupted or terminated.',
    'With --lab it brings what it needs: a CA, two OCSP responders, a server certificate, and clients for each case, with the commands that present them. Without, give the certificates.',
  ],
  options: [
    ...serverOptions,
    ...exchangeOptions,
    // A server judges at the time at which its clients come.
    ...judgementOptions.filter(({ name }) => name !== 'at'),
    ...networkOptions,
  ],
  json: 'lines',
  exitCodes: [
    [0, 'stopped as it was asked to'],
    [65, 'an input that cannot be read: which file, which octet, why'],
    [69, 'a port or a folder that cannot be had'],
  ],
  examples: [
    { command: 'revoscope serve --lab', about: 'Everything, on this machine alone.' },
    {
      command: 'revoscope serve --lab --port 0 --fallback allow --cache-min 60 --cache-max 60',
      about: 'Any free port; fails open; answers are kept for a minute.',
    },
    {
      command:
        'revoscope serve --server-cert server.pem --server-key server.key --client-ca clients-ca.pem',
      about: 'Certificates of your own, and the responders that the clients name.',
    },
    {
      command: `revoscope serve --lab --json | jq --unbuffered -c 'select(.type=="flow") | [.certificate.subject, .decision.outcome]'`,
      about: 'One JSON document a line: started, then a flow for each decision, then stopped.',
    },
  ],
  // What serves is loaded when it is needed: `check` does not wait for it.
  run: async (args, environment) =>
    (await import('../serve/run-serve.ts')).runServe(args, environment),
};
