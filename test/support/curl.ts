import { describeCommand, run } from './process.ts';

/** What `curl` received. */
export interface CurlResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  readonly text: string;
}

/** What `curl` did: a response, or its own exit code and message. */
export type CurlResult =
  | ({ readonly outcome: 'response' } & CurlResponse)
  | { readonly outcome: 'failed'; readonly code: number; readonly message: string };

/** Runs `curl` with the arguments (`--cert`, `--cacert`, …) against `url`, for at most 20 seconds. */
export async function curl(url: string, args: readonly string[] = []): Promise<CurlResult> {
  const all = [
    '--silent',
    '--show-error',
    '--include',
    '--http1.1',
    '--max-time',
    '20',
    ...args,
    url,
  ];
  const { code, stdout, stderr } = await run('curl', ['--disable', ...all]);
  if (code !== 0) return { outcome: 'failed', code, message: stderr.trim() };
  const bytes = Buffer.from(stdout);
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) throw new Error(`${describeCommand('curl', all)} printed no HTTP response.`);
  const [statusLine = '', ...headerLines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const body = new Uint8Array(bytes.subarray(end + 4));
  return {
    outcome: 'response',
    status: Number(statusLine.split(' ')[1]),
    headers: new Map(headerLines.map(splitHeader)),
    body,
    text: Buffer.from(body).toString('utf8'),
  };
}

function splitHeader(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
