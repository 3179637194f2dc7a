import { assertNever, err, ok } from '#shared/model/result.ts';
import { usageError } from '../cli-error.ts';
import type { Command } from '../command.ts';
import { bashCompletion } from '../completion/bash.ts';
import { type CompletionTable, completionTable } from '../completion/completion-table.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { exitCode } from '../exit-code.ts';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

/** `revoscope completion`: prints what a shell needs to complete command lines of `commands`. */
export function createCompletion(commands: () => readonly Command[]): Command {
  return {
    name: 'completion',
    summary: 'Prints the completion script of a shell.',
    synopsis: 'bash|zsh|fish [options]',
    operands: async () => shells,
    about: [
      'Prints a script with which the shell completes commands, options and their values. It is written from the same table as the help.',
    ],
    options: [],
    json: 'document',
    exitCodes: [[0, 'printed']],
    examples: [
      { command: 'source <(revoscope completion bash)', about: 'For this shell.' },
      {
        command: 'revoscope completion bash > ~/.local/share/bash-completion/completions/revoscope',
        about: 'For every bash to come.',
      },
      { command: 'revoscope completion zsh > ~/.zfunc/_revoscope', about: 'A folder of $fpath.' },
      {
        command: 'revoscope completion fish > ~/.config/fish/completions/revoscope.fish',
        about: 'For fish.',
      },
    ],
    run: async ({ positionals }) => {
      const [given, ...more] = positionals;
      const shell = shells.find((name) => name === given);
      if (shell === undefined || more.length > 0) {
        const message = given === undefined ? 'For which shell?' : 'One of the three shells.';
        return err(usageError('completion', message, 'Give bash, zsh or fish.'));
      }
      const script = scriptFor(shell, await completionTable(commands()));
      return ok({
        exitCode: exitCode.done,
        json: { shell, script },
        text: () => script.trimEnd().split('\n'),
        remarks: [],
      });
    },
  };
}

function scriptFor(shell: Shell, table: CompletionTable): string {
  switch (shell) {
    case 'bash':
      return bashCompletion(table);
    case 'zsh':
      return zshCompletion(table);
    case 'fish':
      return fishCompletion(table);
    default:
      return assertNever(shell);
  }
}
