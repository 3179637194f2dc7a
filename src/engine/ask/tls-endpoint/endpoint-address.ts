import { isIP } from 'node:net';
import { err, ok, type Result } from '#shared/model/result.ts';

/** A TLS server to connect to; an IPv6 address without its brackets. */
export interface EndpointAddress {
  readonly host: string;
  readonly port: number;
}

/** True for what looks like `HOST:PORT`: a file of that name is given as `./name:443`. */
export function looksLikeEndpoint(text: string): boolean {
  return /^(?:\[[0-9a-f:.]+\]|[^\s/\\:[\]]+):\d{1,5}$/i.test(text);
}

/** Reads `HOST:PORT`, `192.0.2.1:443` or `[2001:db8::1]:443`. */
export function parseEndpoint(text: string): Result<EndpointAddress, string> {
  if (!looksLikeEndpoint(text)) {
    return err('it is not HOST:PORT, such as example.com:443 or [2001:db8::1]:443');
  }
  const colon = text.lastIndexOf(':');
  const port = Number(text.slice(colon + 1));
  if (port < 1 || port > 65_535) return err(`there is no port ${text.slice(colon + 1)}`);
  const host = text.slice(0, colon).replace(/^\[|\]$/g, '');
  const isBracketed = text.startsWith('[');
  if (isBracketed && isIP(host) !== 6) return err(`${host} is not an IPv6 address`);
  if (!isBracketed && !URL.canParse(`https://${host}:${port}/`)) {
    return err(`${host} is not a host name`);
  }
  return ok({ host, port });
}
