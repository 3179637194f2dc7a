import type { Command } from '../command.ts';
import { labOptions } from '../lab/lab-options.ts';

/** `revoscope lab`: issues, revokes, spoils and lists in the lab of a server that runs or rests. */
export const lab: Command = {
  name: 'lab',
  summary: 'Issues, revokes, holds, spoils and lists in a lab, while a server runs on it or not.',
  synopsis: 'OPERATION [NAME] --lab-dir DIR [options]',
  operands: async () => (await import('../lab/read-operation.ts')).labVerbs,
  about: [
    'Operations: list; issue NAME; revoke ID; hold ID; release ID; fault [FAULT|none]; clock [61m|2h|8d|real]. The lab is the folder that `serve --lab --lab-dir DIR` keeps it in: a server that runs on it does what is asked at once and decides anew on open connections; one that is started later finds it done.',
    'fault without a name lists all faults; with --for ID it is that of one certificate. clock advances the time by which the lab and its server judge, and "real" ends that.',
  ],
  options: labOptions,
  json: 'document',
  exitCodes: [
    [0, 'done'],
    [69, 'no lab in the folder, or it cannot be used'],
  ],
  examples: [
    {
      command: 'revoscope lab revoke lab-client-good --lab-dir my-lab',
      about: 'Revoked for keyCompromise: the responder says so from now on.',
    },
    {
      command: 'revoscope lab issue alice --ocsp-uri responder --days 30 --lab-dir my-lab',
      about: 'A new client, with its files and the command that presents it.',
    },
    {
      command: 'revoscope lab fault never-answer --lab-dir my-lab',
      about: 'The responder takes questions and says nothing; "none" ends that.',
    },
    {
      command: 'revoscope lab clock 61m --lab-dir my-lab',
      about: 'An hour later: kept answers have expired.',
    },
  ],
  run: async (args, environment) => (await import('../lab/run-lab.ts')).runLab(args, environment),
};
