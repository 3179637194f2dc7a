import type { IncomingMessage } from 'node:http';

/** What became of the body of a request. */
export type BodyOutcome = 'read' | 'too-large' | 'client-gone';

/** Whether a request says that a body follows its headers (RFC 9112 §6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return (
    headers['transfer-encoding'] !== undefined ||
    (headers['content-length'] !== undefined && headers['content-length'] !== '0')
  );
}

/** Whether a request names its host as it must: once, or, before HTTP/1.1, at most once (RFC 9112 §3.2). */
export function hasOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  const hosts = names.filter((name) => name.toLowerCase() === 'host').length;
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
}

/** Reads the body and throws it away, up to `limitBytes`. */
export function drainBody(request: IncomingMessage, limitBytes: number): Promise<BodyOutcome> {
  if (Number(request.headers['content-length']) > limitBytes) return Promise.resolve('too-large');
  return new Promise((resolve) => {
    let received = 0;
    const end = (outcome: BodyOutcome) => {
      request.off('data', count);
      request.pause();
      resolve(outcome);
    };
    const count = (chunk: Buffer) => {
      received += chunk.length;
      if (received > limitBytes) end('too-large');
    };
    request.on('data', count);
    request.once('end', () => end('read'));
    request.once('close', () => end(request.complete ? 'read' : 'client-gone'));
  });
}
