import { ok } from '#shared/model/result.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { manPage } from '../man/man-page.ts';

/** `revoscope man`: prints the manual page of `commands`. */
export function createMan(commands: () => readonly Command[]): Command {
  return {
    name: 'man',
    summary: 'Prints the manual page.',
    synopsis: '[options]',
    operands: 'none',
    about: ['Prints the manual page in roff, written from the same table as the help.'],
    options: [],
    json: 'document',
    exitCodes: [[0, 'printed']],
    examples: [
      { command: 'revoscope man | man -l -', about: 'Reads it.' },
      {
        command: 'revoscope man > ~/.local/share/man/man1/revoscope.1',
        about: 'Keeps it where `man revoscope` finds it.',
      },
    ],
    run: async (_args, { version }) => {
      const page = manPage(commands(), version);
      return ok({
        exitCode: exitCode.done,
        json: { page },
        text: () => page.trimEnd().split('\n'),
        remarks: [],
      });
    },
  };
}
