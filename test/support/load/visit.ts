import { connect, createSecureContext, type SecureContext } from 'node:tls';

/** Who visits, in a form that many connections share. */
export interface Visitor {
  readonly name: string;
  readonly context: SecureContext;
}

/** PEM texts; a visitor without an identity presents no certificate. */
export interface VisitorFiles {
  readonly name: string;
  /** `certificate` with whatever else is to be sent, in its order. */
  readonly identity: { readonly certificate: string; readonly key: string } | null;
}

/** What a server answered: its HTTP status and body; `status` is 0 where the connection ended without. */
export interface VisitAnswer {
  readonly status: number;
  readonly body: string;
}

const request = 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n';

/**
 * Parses certificate and key once. A visitor trusts whatever server it comes to: with CAs of its own the TLS
 * library would send them along, as far as they complete the visitor's chain.
 */
export function createVisitor({ name, identity }: VisitorFiles): Visitor {
  const own = identity === null ? {} : { cert: identity.certificate, key: identity.key };
  return { name, context: createSecureContext({ ca: [], ...own }) };
}

/**
 * One authentication on a new TLS connection without resumption: handshake, `GET /`, answer, close. Rejects
 * where the connection fails or nothing comes for `silenceMs`.
 */
export function visit(visitor: Visitor, port: number, silenceMs = 20_000): Promise<VisitAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: string[] = [];
    const { context: secureContext, name } = visitor;
    const address = { host: '127.0.0.1', port };
    const socket = connect({ ...address, secureContext, rejectUnauthorized: false });
    socket.setEncoding('latin1');
    socket.setTimeout(silenceMs, () => {
      socket.destroy(new Error(`${name}: nothing came for ${silenceMs} ms`));
    });
    socket.once('secureConnect', () => socket.write(request));
    socket.on('data', (chunk: string) => chunks.push(chunk));
    socket.once('error', reject);
    socket.once('close', () => resolve(readAnswer(chunks.join(''))));
  });
}

function readAnswer(text: string): VisitAnswer {
  const end = text.indexOf('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1] ?? 0);
  return { status, body: end === -1 ? '' : text.slice(end + 4) };
}

/** Runs `work` for 0 … `count` − 1, `parallel` of them at a time; rejects with the first that does. */
export async function inParallel(
  count: number,
  parallel: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
}
