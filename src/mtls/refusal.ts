import { limits } from './limits.ts';

/** An HTTP answer to what is no request that is accepted here; `why` is its body. */
export interface Refusal {
  readonly status: 400 | 408 | 431;
  readonly statusText: string;
  readonly why: string;
}

/** For a request with no Host or with several (RFC 9112 §3.2). */
export const wrongHosts: Refusal = {
  status: 400,
  statusText: 'Bad Request',
  why: 'A request has exactly one Host header.',
};

/** What is answered to a request that could not be read. */
export function refusalOf(error: Error): Refusal {
  const code = 'code' in error ? error.code : null;
  if (code === 'HPE_HEADER_OVERFLOW') {
    return {
      status: 431,
      statusText: 'Request Header Fields Too Large',
      why: `Headers have at most ${limits.headerBytes} octets: the limit of this server.`,
    };
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return {
      status: 408,
      statusText: 'Request Timeout',
      why: `Headers come within ${limits.headersMs / 1_000} s, a request with its body within ${limits.requestMs / 1_000} s: the limits of this server.`,
    };
  }
  return { status: 400, statusText: 'Bad Request', why: 'This is no HTTP/1.1 request.' };
}

/** The whole answer, for a connection on which no request was read. */
export function refusalText({ status, statusText, why }: Refusal): string {
  const body = `${why}\n`;
  return [
    `HTTP/1.1 ${status} ${statusText}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
