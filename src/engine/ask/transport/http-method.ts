import { base64Of } from '#pki/octets.ts';
import type { HttpHeader, HttpRequestRecord } from '#shared/model/transport.ts';
import { recordedHeader, withExtraHeaders } from './extra-headers.ts';
import type { ResponderTarget } from './responder-target.ts';

/**
 * RFC 5019 §5: requests of at most 255 bytes in total after encoding, with scheme, delimiters, server name
 * and the base64 request, are sent with GET, larger ones with POST.
 */
const maxGetUrlBytes = 255;

/** What one HTTP request for a status is made of. */
export interface HttpRequestParts {
  readonly target: ResponderTarget;
  readonly method: 'auto' | 'get' | 'post';
  /** DER of the OCSPRequest. */
  readonly ocspRequest: Uint8Array;
  readonly userAgent: string;
  /** What a person adds; their values are not recorded where they may be secret. */
  readonly extraHeaders: readonly HttpHeader[];
}

/**
 * The HTTP request that carries an OCSPRequest (RFC 6960 §A.1). `auto` takes GET where RFC 5019 §5 asks for
 * it, and POST where the base URI has a query: the form {url}/{request} says nothing about queries, and many
 * servers would take the request for a part of the query. A forced GET puts the request before the query.
 */
export function createHttpRequest(parts: HttpRequestParts): HttpRequestRecord {
  const { target, method, ocspRequest, userAgent } = parts;
  const extra = parts.extraHeaders.map(recordedHeader);
  const common = (connection: readonly HttpHeader[]): readonly HttpHeader[] => [
    { name: 'Host', value: target.url.host },
    { name: 'User-Agent', value: userAgent },
    { name: 'Accept', value: 'application/ocsp-response' },
    { name: 'Accept-Encoding', value: 'identity' },
    ...connection,
    { name: 'Connection', value: 'keep-alive' },
  ];
  const getUrl = method === 'post' ? null : urlForGet(target.url, ocspRequest);
  if (getUrl !== null && (method === 'get' || isFitForGet(target.url, getUrl))) {
    return {
      method: 'GET',
      url: getUrl,
      headers: withExtraHeaders(common([]), extra),
      ocspRequest,
    };
  }
  const own = common([
    { name: 'Content-Type', value: 'application/ocsp-request' },
    { name: 'Content-Length', value: String(ocspRequest.length) },
  ]);
  const headers = withExtraHeaders(own, extra);
  return { method: 'POST', url: target.url.href, headers, ocspRequest };
}

function isFitForGet(base: URL, getUrl: string): boolean {
  return base.search === '' && getUrl.length <= maxGetUrlBytes;
}

/** `{url}/{url-encoding of base-64 encoding of the DER}`: `+`, `/` and `=` are escaped. */
function urlForGet(base: URL, ocspRequest: Uint8Array): string {
  const path = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  return `${base.origin}${path}${encodeURIComponent(base64Of(ocspRequest))}${base.search}`;
}
