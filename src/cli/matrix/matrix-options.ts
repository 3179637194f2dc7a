import { productIds } from '#shared/model/settings-of-others.ts';
import { networkOptions } from '../arguments/network-options.ts';
import { flag, type Option, valueOption } from '../arguments/option.ts';

/** Everything that `revoscope matrix` takes. */
export const matrixOptions: readonly Option[] = [
  valueOption(
    'trust',
    'FILE',
    "PEM of the CAs that the server's own certificate leads to; without it, what the server shows at first is pinned and told.",
  ),
  valueOption('expect', 'closed|open|soft|off|policy', 'What is expected (closed).'),
  valueOption('policy', 'FILE', 'The policy file of --expect policy.'),
  valueOption('cases', 'core|all|ID,…', 'Which cases are tried (all).'),
  valueOption('patience', 'SECONDS', 'How long one visit may take (20).'),
  valueOption('parallel', 'N', 'Visits to one server at a time (4).'),
  valueOption('connect', 'HOST:PORT', 'Where to connect, in place of the host of the URL.'),
  valueOption('sni', 'NAME', 'The name in TLS, in place of the host of the URL.'),
  valueOption('host-header', 'NAME', 'The Host of the request.'),
  valueOption('tls', 'any|1.2|1.3', 'The version of TLS that is offered (any).'),
  valueOption('method', 'GET|HEAD|POST|OPTIONS', 'How is asked (GET).'),
  valueOption(
    'success-status',
    'CODE,…',
    'Statuses that mean being let in (those of the class that the good client gets).',
  ),
  valueOption('success-header', 'NAME:TEXT', 'A header of the answer that means being let in.'),
  valueOption('success-body', 'TEXT', 'What the body of the answer holds for those let in.'),
  valueOption('lab-dir', 'DIR', 'Where the CA is kept that the server trusts (a folder of yours).'),
  valueOption('listen', 'ADDRESS:PORT', 'Where the responder listens (127.0.0.1:0).'),
  valueOption(
    'responder-url',
    'URL',
    'How the server reaches the responder, where that is another address than the one it listens at.',
  ),
  flag('expose', 'Confirms that others may reach the responder, where --listen is not loopback.'),
  ...networkOptions.filter(({ name }) => name === 'network'),
  flag('no-reference', 'Leaves our own server out.'),
  valueOption('json', 'FILE', 'Writes the run as JSON, for --compare; "-" is standard output.'),
  valueOption('junit', 'FILE', 'Writes the run as JUnit XML.'),
  valueOption('html', 'FILE', 'Writes the run as one HTML file.'),
  valueOption('markdown', 'FILE', 'Writes the run as Markdown.'),
  valueOption('fail-on', 'breach|opens|any', 'From which judgement on the exit code is 1 (any).'),
  valueOption(
    'trust-kit',
    productIds.join('|'),
    'Prints the CA that the server has to trust, and a snippet for its configuration.',
  ),
  flag('compare', 'Compares two runs: the JSON of the earlier one, then that of the later one.'),
];
