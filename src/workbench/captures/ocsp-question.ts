import { decodeRequest } from '#pki/ocsp/request.ts';

/** The OCSPRequest in a POST; null where the body is none. */
export function requestInBody(body: Uint8Array): Uint8Array | null {
  return decodeRequest(body).ok ? body : null;
}

/**
 * The OCSPRequest in a GET (RFC 6960 §A.1): base64 behind the responder's address, percent-encoded, though clients
 * exist that leave `/` and `+` as they are. Where the address ends is not known: each slash is tried.
 */
export function requestInTarget(target: string): Uint8Array | null {
  const path = percentDecode(target.replace(/[?#].*$/s, ''))?.replace(/^[a-z]+:\/\/[^/]*/i, '');
  if (path === undefined || path.length > longestTarget) return null;
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    const base64 = path.slice(slash + 1);
    // Every OCSPRequest begins with the octet 30, so its base64 with M.
    if (!base64.startsWith('M') || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) continue;
    const request = requestInBody(Uint8Array.from(Buffer.from(base64, 'base64')));
    if (request !== null) return request;
  }
  return null;
}

const longestTarget = 8_192;

function percentDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape sequence is no base64 either.
    return undefined;
  }
}
