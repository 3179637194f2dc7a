import { judgeOptions } from '../arguments/judge-options.ts';
import { networkOptions } from '../arguments/network-options.ts';
import { flag, valueOption } from '../arguments/option.ts';
import { exchangeOptions, judgementOptions } from '../arguments/policy-options.ts';
import { runCheck } from '../check/run-check.ts';
import type { Command } from '../command.ts';
import { presentationOptions } from '../inputs/presentation.ts';
import { saveCaseOption } from '../outputs/save-case.ts';
import { verdictExitCodes } from './verdict-report.ts';

/** `revoscope check`: asks the responder about one certificate. */
export const check: Command = {
  name: 'check',
  summary: 'Asks the OCSP responder whether certificates are revoked.',
  synopsis: 'FILE…|DIR|HOST:PORT [--issuer FILE] [options]',
  operands: 'files',
  about: [
    'Asks the OCSP responder of a certificate, runs every check on its answer, and says what an mTLS server would decide. Files are PEM or DER; "-" is standard input.',
    'Of several files, or of a folder with all below it, each certificate is told in a line, and the worst decides the exit code: 1, then 65 or 69 for what could not be read or reached, 64 for one whose issuer is not at hand, 3, 2, 0.',
    'HOST:PORT connects to a TLS server, shows the chain and the stapled response as sent, judges both that response and what the responder says now, and exits by the worse; it has to be good for a server unless --purpose says otherwise. Whether it is for that name is told and decides nothing. A file of such a name is given as ./NAME.',
  ],
  options: [
    ...presentationOptions,
    ...exchangeOptions,
    ...judgementOptions,
    ...networkOptions,
    flag('no-ocsp', 'Judges the chain alone and asks nobody: exits 0 where it holds, 3 where not.'),
    valueOption(
      'check-chain',
      'leaf|all',
      'Whether the responders of the CAs between the certificate and the trusted one are asked as well; the worst decides (leaf).',
    ),
    valueOption('sni', 'NAME', 'The name to ask a TLS server for (HOST, unless it is an address).'),
    valueOption(
      'save',
      'DIR',
      'Keeps certificates, request, response and the JSON document there, for `verify`; no key is among them. Many get a folder each.',
    ),
    valueOption('junit', 'FILE', 'Writes a JUnit report: each certificate is a test case.'),
    flag('gate', 'Exits by the decision: 0 allow, 1 deny.'),
    ...judgeOptions,
    saveCaseOption,
  ],
  json: 'document',
  exitCodes: [
    [0, 'the chain holds and the status is good, or --no-ocsp is given; with --gate: allow'],
    ...verdictExitCodes.filter(([code]) => code !== 0),
    [69, 'a TLS server that cannot be reached, or a place that cannot be written to'],
  ],
  examples: [
    {
      command: 'revoscope check client.pem --issuer ca.pem',
      about: 'Asks the first OCSP URI of client.pem.',
    },
    {
      command:
        'revoscope check client.pem --issuer ca.pem --responder-uri http://127.0.0.1:8888/ --nonce require',
      about: 'Asks this responder, and accepts no answer that was given before.',
    },
    {
      command: 'revoscope check client.pem --issuer ca.pem --fallback allow --gate',
      about: 'Exits 0 where a server that fails open would let the client in.',
    },
    {
      command: 'revoscope check clients/ --issuer ca.pem --junit report.xml',
      about: 'All certificates in a folder, and a report for the build server.',
    },
    {
      command: 'revoscope check example.com:443 --trust-store mozilla',
      about: 'What does this server send, and is it still good?',
    },
    {
      command: 'revoscope check client.pem --issuer ca.pem --save evidence/',
      about: 'Keeps what was asked and answered, and prints the command that judges it again.',
    },
    {
      command: 'revoscope check client.pem --issuer ca.pem --json | jq .status',
      about: 'For programs.',
    },
  ],
  run: runCheck,
};
