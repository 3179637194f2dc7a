import { globalOptions, type Option, wordsOf } from '../arguments/option.ts';
import { type Command, optionsOf } from '../command.ts';

/** What may follow an option: nothing, one of some words, a file, a folder, or any text. */
export type Completion =
  | { readonly kind: 'none' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'folders' }
  | { readonly kind: 'text' };

/** An option as completion knows it. */
export interface CompletedOption {
  readonly name: string;
  readonly short: string | null;
  readonly about: string;
  readonly value: Completion;
  readonly times: Option['times'];
}

/** A command as completion knows it. */
export interface CompletedCommand {
  readonly name: string;
  readonly about: string;
  readonly options: readonly CompletedOption[];
  readonly operands: Completion;
}

/** Everything that can be completed; the shells' scripts are written from it. */
export interface CompletionTable {
  readonly commands: readonly CompletedCommand[];
  readonly globalOptions: readonly CompletedOption[];
}

/** Reads the table from the commands. */
export async function completionTable(commands: readonly Command[]): Promise<CompletionTable> {
  const completed: CompletedCommand[] = [];
  for (const command of commands) {
    completed.push({
      name: command.name,
      about: command.summary,
      options: optionsOf(command).map(completedOption),
      operands: await operandsOf(command),
    });
  }
  return { commands: completed, globalOptions: globalOptions.map(completedOption) };
}

function completedOption(option: Option): CompletedOption {
  const { name, short, about, times } = option;
  return { name, short, about, times, value: completionOf(option) };
}

function completionOf(option: Option): Completion {
  if (option.value === null) return { kind: 'none' };
  const words = wordsOf(option);
  if (words.length > 0) return { kind: 'words', words };
  if (option.value.startsWith('FILE')) return { kind: 'files' };
  return option.value.startsWith('DIR') ? { kind: 'folders' } : { kind: 'text' };
}

async function operandsOf({ operands }: Command): Promise<Completion> {
  if (operands === 'files') return { kind: 'files' };
  if (operands === 'none') return { kind: 'none' };
  return { kind: 'words', words: await operands() };
}
