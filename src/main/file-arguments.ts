import { resolve } from 'node:path';

/**
 * The files named on a command line, as absolute paths. Options are passed over, and under the development
 * runtime the folder of the application itself, which is the first argument there.
 */
export function fileArguments(
  argv: readonly string[],
  folder: string,
  isPackaged: boolean,
): readonly string[] {
  const words = argv.slice(1).filter((word) => !word.startsWith('-'));
  return (isPackaged ? words : words.slice(1)).map((word) => resolve(folder, word));
}
