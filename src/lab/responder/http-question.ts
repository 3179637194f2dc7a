import type { IncomingMessage } from 'node:http';
import { labPaths } from '../ca/lab-address.ts';

/** What an HTTP request asks of the responder. */
export type HttpQuestion =
  | { readonly kind: 'ocsp'; readonly request: Uint8Array }
  | { readonly kind: 'ca'; readonly which: 'issuing' | 'root' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'method-not-allowed' }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  | { readonly kind: 'client-gone' };

/** The most octets of OCSPRequest; several hundred certificates fit. */
export const maxRequestBytes = 65_536;

/** Reads what is asked, by GET or POST (RFC 6960 appendix A.1). */
export async function readHttpQuestion(incoming: IncomingMessage): Promise<HttpQuestion> {
  const whole = (incoming.url ?? '/').replace(/[?#].*$/s, '');
  // Where the redirect leads, the same is answered.
  const path = whole.startsWith(`${labPaths.moved}/`) ? whole.slice(labPaths.moved.length) : whole;
  switch (incoming.method) {
    case 'POST':
      return isOcspPath(path) ? readBody(incoming) : { kind: 'not-found' };
    case 'GET':
      if (path === labPaths.issuingCa) return { kind: 'ca', which: 'issuing' };
      if (path === labPaths.rootCa) return { kind: 'ca', which: 'root' };
      return readPath(path);
    default:
      return { kind: 'method-not-allowed' };
  }
}

/** `/ocsp` is the address in AIA; `/` is for clients that are given host and port alone. */
function isOcspPath(path: string): boolean {
  return path === '/' || path === labPaths.ocsp || path === `${labPaths.ocsp}/`;
}

/**
 * The request in a GET: base64 after the address and a slash, percent-encoded, though clients exist that leave
 * `/` and `+` as they are. Octets that are no base64 are handed on empty, which is a malformed request.
 */
function readPath(path: string): HttpQuestion {
  const isAddressed = path === labPaths.ocsp || path.startsWith(`${labPaths.ocsp}/`);
  const rest = isAddressed ? path.slice(labPaths.ocsp.length) : path;
  const base64 = percentDecode(rest)?.replace(/^\/+/, '') ?? null;
  const isBase64 = base64 !== null && /^[A-Za-z0-9+/]+={0,2}$/.test(base64);
  // Every OCSPRequest begins with the octet 30, so its base64 with M: anything else at the root is another page.
  if (!isAddressed && !(isBase64 && base64.startsWith('M'))) return { kind: 'not-found' };
  return { kind: 'ocsp', request: isBase64 ? Buffer.from(base64, 'base64') : new Uint8Array(0) };
}

function percentDecode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape sequence is no base64 either.
    return null;
  }
}

async function readBody(incoming: IncomingMessage): Promise<HttpQuestion> {
  const tooLarge = { kind: 'too-large', limitBytes: maxRequestBytes } as const;
  if (Number(incoming.headers['content-length'] ?? 0) > maxRequestBytes) return tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
      const octets = Buffer.from(chunk);
      length += octets.length;
      // Left open, so that the client can still be told.
      if (length > maxRequestBytes) return tooLarge;
      chunks.push(octets);
    }
  } catch {
    // The stream fails in one way: the client closed the connection before its request was complete.
    return { kind: 'client-gone' };
  }
  return { kind: 'ocsp', request: Buffer.concat(chunks) };
}
