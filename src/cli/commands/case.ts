import { valueOption } from '../arguments/option.ts';
import type { Command } from '../command.ts';

/** `revoscope case`: makes cases of what other programs wrote down. */
export const caseCommand: Command = {
  name: 'case',
  summary: 'Makes cases of captures, and cases that name nobody.',
  synopsis: 'from FILE… --certificates FILE [options] | anonymise CASE --save FILE',
  operands: 'files',
  about: [
    'from reads OCSP over HTTP out of HAR files and packet captures (pcap and pcapng, as tcpdump and Wireshark write them), or out of a saved request and its response. Each exchange becomes a case, judged as of its own time; what was passed over is said. The certificates that were asked about and their issuers are looked for among those that are given; the issuer is trusted.',
    'anonymise writes a case that comes to the same verdict and names nobody: names, serial numbers, keys, addresses and nonces are replaced, the same by the same, and everything is signed anew with keys that are thrown away. Times stay. Where the verdict would be another, it refuses and says why.',
    'Packets are put in order before they are read: they may have come late or twice, over IPv4 or IPv6. What is encrypted cannot be read. Nothing is sent.',
  ],
  options: [
    valueOption(
      'certificates',
      'FILE',
      'Certificates that may be in question, and their issuers; may be repeated.',
      'many',
    ),
    valueOption(
      'out',
      'DIR',
      'Where the cases are written, a file each; without it they are told.',
    ),
    valueOption('save', 'FILE', 'Where anonymise writes the case.'),
    valueOption('policy', 'FILE', 'The policy to judge by, in JSON (that of a new workspace).'),
    valueOption('at', 'TIME', 'The time to judge a saved response at, in RFC 3339 (now).'),
  ],
  json: 'document',
  exitCodes: [
    [0, 'every exchange became a case; the anonymous case is written'],
    [1, 'something was passed over; there is no anonymous case: the report says why'],
    [65, 'a file that cannot be read, or that is of no such kind'],
    [69, 'a place that cannot be written to'],
  ],
  examples: [
    {
      command: 'revoscope case from egress.pcap --certificates clients.pem --certificates ca.pem',
      about: 'What was our gateway told, and was it right to believe it?',
    },
    {
      command: 'revoscope case from proxy.har --certificates chain.pem --out cases/',
      about: 'Keeps each exchange as a case, for replay.',
    },
    {
      command: 'revoscope case anonymise denied.revocase --save report.revocase',
      about: 'A case that may go into a bug report.',
    },
    {
      command: 'revoscope case from asked.der answer.der --certificates chain.pem --out cases/',
      about: 'A case of a request and the response to it.',
    },
  ],
  run: async (args, environment) =>
    (await import('../case/run-case.ts')).runCase(args, environment),
};
