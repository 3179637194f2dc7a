import { decodeResponse } from '#pki/ocsp/response.ts';
import { ok, type Result } from '#shared/model/result.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';
import { type HarEntry, readHar } from '#shared/schema/har.ts';
import type { Capture, CapturedExchange, CaptureProblem } from './exchange.ts';
import { headerOf } from './http-messages.ts';
import { requestInBody, requestInTarget } from './ocsp-question.ts';

/** The exchanges with OCSP responders in a HAR file, in its order. */
export function readHarCapture(octets: Uint8Array): Result<Capture, CaptureProblem> {
  const entries = readHar(new TextDecoder().decode(octets));
  if (!entries.ok) {
    const { message, path } = entries.error;
    return { ok: false, error: { message, path, offset: null } };
  }
  const exchanges: CapturedExchange[] = [];
  const remarks: string[] = [];
  for (const [index, entry] of entries.value.entries()) {
    const place = `entry ${index + 1}`;
    const read = exchangeOf(entry, place);
    if (read === null) continue;
    if (typeof read === 'string') remarks.push(`${place}: ${read}`);
    else exchanges.push(read);
  }
  if (exchanges.length === 0 && remarks.length === 0) {
    remarks.push(`There is no OCSP in the ${entries.value.length} entries of this HAR file.`);
  }
  return ok({ exchanges, remarks });
}

/** null for an entry that is not about OCSP; in words why one that is cannot be taken. */
function exchangeOf(entry: HarEntry, place: string): CapturedExchange | string | null {
  const { method, url } = entry.request;
  const response = bodyOf(entry);
  const request = requestOf(entry);
  const isResponse = response !== null && response.length > 0 && decodeResponse(response).ok;
  if (request === null && !isResponse && !isOcspType(entry)) return null;
  if (request === null && !isResponse) {
    return 'it is OCSP by its content type, but neither its request nor its response is kept whole.';
  }
  const startedAt = Date.parse(entry.startedDateTime);
  if (Number.isNaN(startedAt)) return `its startedDateTime is no time: ${entry.startedDateTime}`;
  // 0 is what is written where no answer came.
  const isAnswered = entry.response.status > 0;
  if (isAnswered && response === null) return 'the body of its response was not kept.';
  const http = isAnswered && response !== null ? recordOf(entry, response) : null;
  return {
    place,
    at: startedAt + Math.max(0, entry.time),
    request,
    asked: { method: method === 'GET' ? 'GET' : 'POST', url },
    http,
    response: http === null ? null : response,
  };
}

function isOcspType({ response }: HarEntry): boolean {
  return /^application\/ocsp-response\b/i.test(headerOf(response.headers, 'content-type') ?? '');
}

/** Binary bodies stand as base64, or as text of one character for each octet; as UTF-8 they are lost. */
function requestOf({ request }: HarEntry): Uint8Array | null {
  if (request.method === 'GET') return requestInTarget(request.url);
  const { text = '', encoding } = request.postData ?? {};
  return requestInBody(octetsOf(text, encoding));
}

function bodyOf({ response: { content } }: HarEntry): Uint8Array | null {
  return content.text === undefined ? null : octetsOf(content.text, content.encoding);
}

function octetsOf(text: string, encoding: string | undefined): Uint8Array {
  return Uint8Array.from(Buffer.from(text, encoding === 'base64' ? 'base64' : 'latin1'));
}

function recordOf(entry: HarEntry, body: Uint8Array): HttpResponseRecord {
  const { response, timings, time, serverIPAddress } = entry;
  const { status, statusText, headers } = response;
  return {
    status,
    statusText,
    headers,
    contentType: headerOf(headers, 'content-type'),
    body,
    remoteAddress: serverIPAddress ?? null,
    timings: timingsOf(timings, {
      total: Math.max(0, time),
      isSecured: /^https:/i.test(entry.request.url),
    }),
    shared: false,
  };
}

/** HAR tells how long each part took, and of `connect` that `ssl` is in it; ours are times since the beginning. */
function timingsOf(
  parts: HarEntry['timings'],
  { total, isSecured }: { readonly total: number; readonly isSecured: boolean },
): HttpResponseRecord['timings'] {
  const known = (part: number | undefined) => (part === undefined || part < 0 ? null : part);
  const [dns, connect] = [known(parts.dns), known(parts.connect)];
  // Chromium tells of time for TLS where there was none.
  const ssl = isSecured ? known(parts.ssl) : null;
  // Firefox does not count TLS in `connect`: what would be less than nothing is all there was.
  const connecting = connect === null ? null : connect - (ssl ?? 0);
  const connected =
    connect === null || connecting === null
      ? null
      : (dns ?? 0) + (connecting < 0 ? connect : connecting);
  const secured = connect === null || ssl === null ? null : (dns ?? 0) + connect;
  const wait = known(parts.wait);
  const before = (dns ?? 0) + (connect ?? 0) + (known(parts.send) ?? 0);
  const firstByte = wait === null ? null : before + wait;
  return { lookedUp: dns, connected, secured, firstByte, total };
}
