import { err, ok, type Result } from '#shared/model/result.ts';
import type { TransportError } from '#shared/model/transport.ts';

/** A responder URI that can be asked. */
export interface ResponderTarget {
  /** Without fragment. */
  readonly url: URL;
  /** Name or IP address; an IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number;
  readonly security: 'plain' | 'tls';
}

/**
 * Reads a responder URI. Space around it is ignored, as it is where people paste, and a fragment is
 * dropped, as it is never sent. User names and passwords are refused rather than sent in the clear.
 */
export function parseResponderUri(uri: string): Result<ResponderTarget, TransportError> {
  if (last !== null && last.uri === uri) return last.target;
  const target = readResponderUri(uri);
  last = { uri, target };
  return target;
}

/** The same responder is asked again and again. */
let last: {
  readonly uri: string;
  readonly target: Result<ResponderTarget, TransportError>;
} | null = null;

function readResponderUri(uri: string): Result<ResponderTarget, TransportError> {
  const trimmed = uri.trim();
  const flaw = textFlaw(trimmed);
  if (flaw !== null) return err({ code: 'uri-invalid', uri, detail: flaw });
  if (!URL.canParse(trimmed)) {
    return err({ code: 'uri-invalid', uri, detail: explainUnparsable(trimmed) });
  }
  const url = new URL(trimmed);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return err({ code: 'uri-scheme-unsupported', uri, scheme: url.protocol.slice(0, -1) });
  }
  if (url.username !== '' || url.password !== '') {
    return err({ code: 'uri-invalid', uri, detail: 'it carries a user name or password' });
  }
  const security = url.protocol === 'https:' ? 'tls' : 'plain';
  const port = url.port === '' ? (security === 'tls' ? 443 : 80) : Number(url.port);
  if (port === 0) return err({ code: 'uri-invalid', uri, detail: 'port 0 cannot be reached' });
  url.hash = '';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return ok({ url, host, port, security });
}

/** The URL parser silently removes tabs and line breaks; a URI that has them is not what its author meant. */
function textFlaw(text: string): string | null {
  if (text === '') return 'it is empty';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0x20 || code === 0x7f) return 'it has white space or a control character inside';
  }
  if (text.includes('\\')) return 'it has a backslash';
  return null;
}

function explainUnparsable(text: string): string {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) return 'it does not begin with http:// or https://';
  return 'its host or port is not well formed';
}
