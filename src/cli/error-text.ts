import type { CliError } from './cli-error.ts';

/** An error in a sentence, where it is one among other results. */
export function errorText(error: CliError): string {
  return error.code === 'cancelled' ? 'cancelled.' : error.message;
}
