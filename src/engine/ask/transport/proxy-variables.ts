import { BlockList, isIP, isIPv6 } from 'node:net';
import type { ResponderTarget } from './responder-target.ts';

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the usual variables name for a target: `http_proxy` or `https_proxy` by its scheme, else
 * `all_proxy`, in lower case or else in upper; null for none, and for what `no_proxy` lists.
 */
export function proxyFromVariables(variables: Variables, target: ResponderTarget): string | null {
  const named = target.security === 'tls' ? 'https_proxy' : 'http_proxy';
  const proxy = read(variables, named) ?? read(variables, 'all_proxy');
  if (proxy === null) return null;
  const exceptions = read(variables, 'no_proxy')?.split(/[\s,]+/) ?? [];
  return exceptions.some((exception) => isListed(exception.toLowerCase(), target)) ? null : proxy;
}

function read(variables: Variables, name: string): string | null {
  const value = variables[name] ?? variables[name.toUpperCase()] ?? '';
  return value.trim() === '' ? null : value.trim();
}

/** `*`, a name with all below it, an address, a network such as `10.0.0.0/8`; each but the last with a port if wanted. */
function isListed(exception: string, { host, port }: ResponderTarget): boolean {
  if (exception === '') return false;
  if (exception === '*') return true;
  if (exception.includes('/')) return isInNetwork(host, exception);
  const own = host.toLowerCase().replace(/\.$/, '');
  const { name, onPort } = splitPort(exception);
  if (onPort !== null && onPort !== port) return false;
  if (isIP(own) !== 0) return own === name;
  const domain = name.replace(/^\*?\./, '').replace(/\.$/, '');
  return domain !== '' && (own === domain || own.endsWith(`.${domain}`));
}

function splitPort(exception: string): { readonly name: string; readonly onPort: number | null } {
  const bare = exception.replace(/^\[(.*)\]$/, '$1');
  if (isIPv6(bare)) return { name: bare, onPort: null };
  const match = /^(.*):(\d{1,5})$/.exec(exception);
  if (match === null) return { name: bare, onPort: null };
  return { name: (match[1] ?? '').replace(/^\[(.*)\]$/, '$1'), onPort: Number(match[2]) };
}

function isInNetwork(host: string, network: string): boolean {
  const [address = '', bits = ''] = network.split('/');
  const family = isIP(address);
  if (family === 0 || family !== isIP(host) || !/^\d{1,3}$/.test(bits)) return false;
  const prefix = Number(bits);
  if (prefix > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(address, prefix, kind);
  return list.check(host, kind);
}
