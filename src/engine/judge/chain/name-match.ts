import type { GeneralName } from '#pki/x509/general-name.ts';
import { comparableRdns } from '#pki/x509/name.ts';
import { assertNever } from '#shared/model/result.ts';

/** Whether a name lies within a subtree; `cannot-compare` where one of them is not of the form that it says. */
export type NameMatch = 'within' | 'outside' | 'cannot-compare';

/** Compares a name with the base of a subtree of the same form (RFC 5280 §4.2.1.10). */
export function matchName(name: GeneralName, base: GeneralName): NameMatch {
  switch (name.form) {
    case 'dns':
      return base.form === 'dns' ? matchDns(name.value, base.value) : 'outside';
    case 'email':
      return base.form === 'email' ? matchEmail(name.value, base.value) : 'outside';
    case 'uri':
      return base.form === 'uri' ? matchUri(name.value, base.value) : 'outside';
    case 'ip':
      return base.form === 'ip' ? matchIp(name.octets, base.octets) : 'outside';
    case 'directory':
      return base.form === 'directory' ? matchDirectory(name.name, base.name) : 'outside';
    case 'otherName':
    case 'x400Address':
    case 'ediPartyName':
    case 'registeredID':
      return 'cannot-compare';
    default:
      return assertNever(name);
  }
}

/**
 * A host name and everything to the left of it: `a.example` and `b.a.example` are within `a.example`. As TLS
 * libraries do, a point before the base is taken for "below it alone", though RFC 5280 has none there.
 */
function matchDns(name: string, base: string): NameMatch {
  if (isAbsolute(name) || isAbsolute(base)) return 'cannot-compare';
  const [host, tree] = [name.toLowerCase(), base.toLowerCase()];
  if (tree === '' || host === tree) return 'within';
  return host.endsWith(tree.startsWith('.') ? tree : `.${tree}`) ? 'within' : 'outside';
}

/** One mailbox, all of one host, or with a point before it all of the hosts below. The part before @ has case. */
function matchEmail(name: string, base: string): NameMatch {
  const at = name.lastIndexOf('@');
  if (at < 1 || at === name.length - 1 || isAbsolute(name) || isAbsolute(base)) {
    return 'cannot-compare';
  }
  const host = name.slice(at + 1).toLowerCase();
  const baseAt = base.lastIndexOf('@');
  const tree = base.slice(baseAt + 1).toLowerCase();
  if (baseAt > 0 && name.slice(0, at) !== base.slice(0, baseAt)) return 'outside';
  return isHostWithin(host, tree) ? 'within' : 'outside';
}

const authority = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#:@[\]]+)(?::\d*)?(?:[/?#]|$)/i;
const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** The host of a URI: itself, or with a point before it the hosts below. A URI without a host name is not compared. */
function matchUri(name: string, base: string): NameMatch {
  const host = authority.exec(name)?.[1]?.toLowerCase();
  if (host === undefined || ipv4.test(host) || isAbsolute(host) || isAbsolute(base)) {
    return 'cannot-compare';
  }
  return isHostWithin(host, base.toLowerCase()) ? 'within' : 'outside';
}

/** With a point at its end a host name is the same host in other words: no form of these names (RFC 1034 §3.5). */
function isAbsolute(name: string): boolean {
  return name.length > 1 && name.endsWith('.');
}

function isHostWithin(host: string, tree: string): boolean {
  return tree.startsWith('.') ? host.endsWith(tree) && host !== tree : host === tree;
}

/** An address with the mask behind it, of the same family. */
function matchIp(address: Uint8Array, range: Uint8Array): NameMatch {
  const { length } = address;
  const areSizes = [4, 16].includes(length) && [8, 32].includes(range.length);
  if (!areSizes) return 'cannot-compare';
  if (range.length !== 2 * length) return 'outside';
  for (let i = 0; i < length; i++) {
    const mask = range[length + i] ?? 0;
    if (((address[i] ?? 0) & mask) !== ((range[i] ?? 0) & mask)) return 'outside';
  }
  return 'within';
}

/** A Name and everything below it: the first relative distinguished names are the same. */
function matchDirectory(name: Uint8Array, base: Uint8Array): NameMatch {
  const [rdns, tree] = [comparableRdns(name), comparableRdns(base)];
  if (rdns === null || tree === null) return 'cannot-compare';
  return tree.every((rdn, index) => rdns[index] === rdn) ? 'within' : 'outside';
}
