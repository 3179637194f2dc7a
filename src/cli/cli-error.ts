import type { LoadProblem } from '#shared/model/certificate.ts';
import { assertNever } from '#shared/model/result.ts';
import { exitCode } from './exit-code.ts';

/** Why a command came to no verdict. */
export type CliError =
  /** The command line cannot be carried out; `command` is the one whose help would tell. */
  | {
      readonly code: 'usage';
      readonly message: string;
      readonly hint: string | null;
      readonly command: string | null;
    }
  /** An input that is not there or not what it has to be: which file, which octet, why. */
  | {
      readonly code: 'input-unreadable';
      readonly file: string;
      readonly message: string;
      readonly offset: number | null;
      readonly path: string | null;
    }
  | { readonly code: 'cancelled' }
  | { readonly code: 'internal'; readonly message: string };

/** A usage error of a command. */
export function usageError(
  command: string | null,
  message: string,
  hint: string | null = null,
): CliError {
  return { code: 'usage', message, hint, command };
}

/** What the loader found wrong with a file. */
export function unreadable(
  file: string,
  problem: Pick<LoadProblem, 'message' | 'offset' | 'path'>,
): CliError {
  const { message, offset, path } = problem;
  return { code: 'input-unreadable', file, message, offset, path };
}

/** The exit code that goes with an error. */
export function exitCodeOfError(error: CliError): number {
  switch (error.code) {
    case 'usage':
      return exitCode.usage;
    case 'input-unreadable':
      return exitCode.unreadableInput;
    case 'cancelled':
      return exitCode.cancelled;
    case 'internal':
      return exitCode.internal;
    default:
      return assertNever(error);
  }
}

/** An error as `--json` tells it: every key is always there. */
export function errorToJson(error: CliError) {
  const isInput = error.code === 'input-unreadable';
  return {
    error: {
      code: error.code,
      message: error.code === 'cancelled' ? 'Cancelled.' : error.message,
      hint: error.code === 'usage' ? error.hint : null,
      file: isInput ? error.file : null,
      offset: isInput ? error.offset : null,
      path: isInput ? error.path : null,
    },
  };
}
