import { once } from 'node:events';
import { createConnection } from 'node:net';
import { type AnswerOptions, answerArguments } from './openssl-ocsp.ts';
import { type RunningProcess, start } from './process.ts';

/** A running `openssl ocsp` responder. */
export interface OpensslResponder {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** First lines of the requests so far, such as `POST / HTTP/1.1`. */
  readonly requestLines: () => readonly string[];
  /** Makes a change in the database count from the next request on. */
  readonly reload: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts `openssl ocsp` on a free port and resolves once it serves.
 *
 * Its habits (tried with OpenSSL 3.0) that a test has to know:
 * - It listens on all addresses; there is no option for one.
 * - It serves one connection at a time. One that stays silent holds up all others.
 * - A connection that is closed without a request makes it spin for ever on that socket and never
 *   answer again. So nothing here probes the port by connecting, and a client under test that
 *   does so needs a responder of its own.
 * - After a request that it cannot parse it exits, unless `-ignore_err` is given: it always is.
 * - It waits for the rest of a request that is shorter than its DER length says, or than 8 bytes.
 * - It looks for changes of its database before it waits for a connection, not after. The first
 *   request after a change is still answered from the old one: hence `reload`.
 * - A bad request gets two HTTP responses one after the other: `400`, then `malformedRequest`.
 */
export async function startOpensslResponder(options: AnswerOptions): Promise<OpensslResponder> {
  const args = ['ocsp', '-port', '0', '-ignore_err', ...answerArguments(options)];
  const running = start('openssl', args);
  try {
    const port = Number((await running.waitForOutput(/^ACCEPT \S*:(\d+)/m))[1]);
    // The database is read after the port is open; this line comes after both.
    await running.waitForOutput(/waiting for OCSP client connections/);
    return {
      url: `http://127.0.0.1:${port}`,
      port,
      pid: running.pid,
      requestLines: () => requestLines(running),
      reload: () => sendEmptyRequest(port),
      stop: running.stop,
    };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

function requestLines(running: RunningProcess): readonly string[] {
  const lines = running.output().matchAll(/Received request, 1st line: (.+)$/gm);
  // `GET / ` is what `reload` sends; no OCSP client does.
  return [...lines].map((match) => match[1] ?? '').filter((line) => !line.startsWith('GET / '));
}

/** `GET /` is answered at once, and brings the responder to the place where it reads the database. */
async function sendEmptyRequest(port: number): Promise<void> {
  const socket = createConnection({ host: '127.0.0.1', port });
  socket.setTimeout(10_000, () => socket.destroy(new Error('The responder does not answer.')));
  socket.resume();
  await once(socket, 'connect');
  socket.write('GET / HTTP/1.0\r\n\r\n');
  await once(socket, 'close');
}
