import { type Option, valueOption } from '../arguments/option.ts';

/** Options of `lab`. */
export const labOptions: readonly Option[] = [
  valueOption('lab-dir', 'DIR', 'The lab: the folder that `serve --lab --lab-dir` keeps it in.'),
  valueOption(
    'reason',
    'REASON',
    'revoke: why, in the words of RFC 5280 such as superseded, or none (keyCompromise).',
  ),
  valueOption('key-type', 'p256|p384|rsa2048|ed25519', 'issue: the new key (p256).'),
  valueOption('days', 'N', 'issue: for how many days it is valid (365).'),
  valueOption(
    'ocsp-uri',
    'responder|backup|none|URI',
    "issue: an OCSP URI of the certificate's AIA, in order (responder).",
    'many',
  ),
  valueOption('for', 'ID', 'fault: for this certificate alone.'),
];
