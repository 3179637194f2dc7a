import type { IncomingHttpHeaders } from 'node:http';

/** Programs by a word in their User-Agent; the first match wins, as browsers name each other. */
const programs: readonly (readonly [word: string, program: string])[] = [
  ['curl/', 'curl'],
  ['Wget', 'Wget'],
  ['Firefox/', 'Firefox'],
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
  ['PowerShell/', 'PowerShell'],
  ['python', 'Python'],
  ['Python', 'Python'],
  ['Go-http-client', 'Go'],
  ['Java', 'Java'],
  ['okhttp', 'OkHttp'],
  ['axios', 'axios'],
  ['node', 'Node.js'],
  ['PostmanRuntime', 'Postman'],
];

/**
 * The client program as its request suggests; null where nothing tells. A request without any header is
 * what `openssl s_client` sends when a person, or a pasted command, types `GET / HTTP/1.0`.
 */
export function guessClient(headers: IncomingHttpHeaders): string | null {
  const agent = headers['user-agent'];
  if (agent === undefined) return Object.keys(headers).length === 0 ? 'openssl s_client' : null;
  const known = programs.find(([word]) => agent.includes(word));
  return known === undefined ? (/^[\w.-]{1,40}/.exec(agent)?.[0] ?? null) : known[1];
}
