import type { ConnectionFacts } from '../flow/steps/certificate-presented.ts';

/** What the server calls the client of its own program, which it knows by its connection; no guess has a space. */
export const builtInClient = 'built-in client';

/**
 * The client program in words. Our own is known by its connection; any other is guessed from its headers, in
 * which a client may say what it likes. null where nothing tells.
 */
export function clientInWords({
  clientGuess,
}: Pick<ConnectionFacts, 'clientGuess'>): string | null {
  if (clientGuess === null || clientGuess === builtInClient) return clientGuess;
  return `probably ${clientGuess}`;
}
