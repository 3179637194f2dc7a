import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** What the server does with a request. */
export type Behaviour =
  /** A whole HTTP response. Status 200 and `application/ocsp-response` unless given. */
  | {
      readonly kind: 'respond';
      readonly body: Uint8Array;
      readonly status?: number;
      /** `null` sends no Content-Type. */
      readonly contentType?: string | null;
      readonly headers?: OutgoingHttpHeaders;
    }
  /** Reads the request and says nothing. */
  | { readonly kind: 'silent' }
  /** Sends status and headers with this Content-Length, and then nothing. */
  | { readonly kind: 'headers-only'; readonly contentLength: number }
  /** Sends the body in pieces of `bytes` bytes, `everyMs` milliseconds apart. */
  | {
      readonly kind: 'slow';
      readonly body: Uint8Array;
      readonly bytes: number;
      readonly everyMs: number;
    }
  /** Announces the whole body, sends its first `bytes` bytes, and closes the connection. */
  | { readonly kind: 'half'; readonly body: Uint8Array; readonly bytes: number }
  /** Sends `bytes` zero octets, with or without announcing how many. */
  | { readonly kind: 'huge'; readonly bytes: number; readonly announced: 'length' | 'chunked' }
  /** Sends these bytes as they are in place of an HTTP response, and closes the connection. */
  | { readonly kind: 'raw'; readonly bytes: Uint8Array }
  /** Closes the connection without a byte; `reset` with a TCP RST. */
  | { readonly kind: 'hang-up'; readonly how: 'close' | 'reset' };

/** An HTML page, as a captive portal or a proxy sends it in place of an OCSP response. */
export const htmlPage: Behaviour = {
  kind: 'respond',
  contentType: 'text/html; charset=utf-8',
  body: new TextEncoder().encode('<!doctype html><title>Sign in</title><h1>Sign in</h1>'),
};

/** A server error with a short text. */
export const internalError: Behaviour = {
  kind: 'respond',
  status: 500,
  contentType: 'text/plain',
  body: new TextEncoder().encode('Internal Server Error'),
};

/** A success without a byte of content. */
export const emptyBody: Behaviour = { kind: 'respond', body: new Uint8Array(0) };

/** A redirect to another place; a checker does not follow it. */
export function redirectTo(location: string): Behaviour {
  const headers = { location };
  return { kind: 'respond', status: 302, contentType: null, headers, body: new Uint8Array(0) };
}

const ocspResponseType = 'application/ocsp-response';

/** Does to a response what the behaviour says; what is still to be sent is among `timers`. */
export function enact(
  behaviour: Behaviour,
  response: ServerResponse,
  timers: Set<NodeJS.Timeout>,
): void {
  switch (behaviour.kind) {
    case 'respond':
      respond(behaviour, response);
      return;
    case 'silent':
      return;
    case 'headers-only':
      announce(response, behaviour.contentLength);
      response.flushHeaders();
      return;
    case 'slow':
      trickle(behaviour, response, timers);
      return;
    case 'half':
      announce(response, behaviour.body.length);
      response.write(behaviour.body.subarray(0, behaviour.bytes), () => response.socket?.end());
      return;
    case 'huge':
      pour(behaviour, response);
      return;
    case 'raw':
      response.socket?.end(behaviour.bytes);
      return;
    case 'hang-up':
      if (behaviour.how === 'reset') response.socket?.resetAndDestroy();
      else response.socket?.destroy();
      return;
    default:
      behaviour satisfies never;
  }
}

function announce(response: ServerResponse, contentLength: number): void {
  response.writeHead(200, { 'content-type': ocspResponseType, 'content-length': contentLength });
}

function respond(behaviour: Behaviour & { kind: 'respond' }, response: ServerResponse): void {
  const { contentType = ocspResponseType, body, headers = {}, status = 200 } = behaviour;
  const type = contentType === null ? {} : { 'content-type': contentType };
  response.writeHead(status, { 'content-length': body.length, ...type, ...headers });
  response.end(body);
}

function trickle(
  { body, bytes, everyMs }: Behaviour & { kind: 'slow' },
  response: ServerResponse,
  timers: Set<NodeJS.Timeout>,
): void {
  announce(response, body.length);
  response.flushHeaders();
  let sent = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(sent, sent + bytes));
    sent += bytes;
    if (sent >= body.length) {
      stop();
      response.end();
    }
  }, everyMs);
  const stop = () => {
    clearInterval(timer);
    timers.delete(timer);
  };
  timers.add(timer);
  response.once('close', stop);
}

/** Writes at the pace of the reader, so that a body of any size takes little memory here. */
function pour({ bytes, announced }: Behaviour & { kind: 'huge' }, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': ocspResponseType,
    ...(announced === 'length' ? { 'content-length': bytes } : {}),
  });
  const block = new Uint8Array(64 * 1024);
  let left = bytes;
  const more = () => {
    while (left > 0) {
      const size = Math.min(left, block.length);
      left -= size;
      if (!response.write(block.subarray(0, size))) return;
    }
    response.end();
  };
  response.on('drain', more);
  more();
}
