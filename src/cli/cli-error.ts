import type { LoadProblem } from '#shared/model/certificate.ts';
import { assertNever } from '#shared/model/result.ts';
import { exitCode, exitCodeOfSignal } from './exit-code.ts';

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
  /** Something that this machine does not give, such as a port that another program has. */
  | { readonly code: 'unavailable'; readonly message: string; readonly remedy: string }
  | { readonly code: 'cancelled' }
  /** The machine failed in the middle of the work: a full disk, say. */
  | { readonly code: 'fault'; readonly message: string; readonly remedy: string }
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

/** The exit code that goes with an error; the reason of `signal` is the signal that ended the command. */
export function exitCodeOfError(error: CliError, signal: AbortSignal): number {
  switch (error.code) {
    case 'usage':
      return exitCode.usage;
    case 'input-unreadable':
      return exitCode.unreadableInput;
    case 'unavailable':
      return exitCode.unavailable;
    case 'cancelled':
      return exitCodeOfSignal(signal.reason);
    case 'fault':
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
      hint: hintOf(error),
      file: isInput ? error.file : null,
      offset: isInput ? error.offset : null,
      path: isInput ? error.path : null,
    },
  };
}

function hintOf(error: CliError): string | null {
  if (error.code === 'usage') return error.hint;
  return error.code === 'unavailable' || error.code === 'fault' ? error.remedy : null;
}
