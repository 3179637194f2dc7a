import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** What an IP address is for, after the IANA special-purpose address registries (RFC 6890). */
export type AddressKind =
  | 'public'
  | 'loopback'
  | 'private'
  | 'shared'
  | 'link-local'
  | 'multicast'
  | 'unspecified'
  | 'documentation'
  | 'reserved';

type Range = readonly [network: string, prefix: number, kind: Exclude<AddressKind, 'public'>];

/** First match wins: narrower ranges stand above those that contain them. */
const ranges4: readonly Range[] = [
  ['0.0.0.0', 32, 'unspecified'],
  ['0.0.0.0', 8, 'reserved'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'shared'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.2.0', 24, 'documentation'],
  ['192.0.0.0', 24, 'reserved'],
  ['192.88.99.0', 24, 'reserved'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'reserved'],
  ['198.51.100.0', 24, 'documentation'],
  ['203.0.113.0', 24, 'documentation'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved'],
];

const ranges6: readonly Range[] = [
  ['::', 128, 'unspecified'],
  ['::1', 128, 'loopback'],
  ['64:ff9b:1::', 48, 'private'],
  ['2001:db8::', 32, 'documentation'],
  ['2001::', 23, 'reserved'],
  ['3fff::', 20, 'documentation'],
  ['fc00::', 7, 'private'],
  ['fe80::', 10, 'link-local'],
  ['fec0::', 10, 'private'],
  ['ff00::', 8, 'multicast'],
];

/** Global unicast (RFC 4291 §2.4, as IANA assigns it): what lies outside is reserved. */
const globalUnicast6 = blockList([['2000::', 3, 'reserved']], 'ipv6');

/**
 * IPv6 forms that carry an IPv4 address and may lead to it, and the group where it begins: mapped, NAT64, 6to4.
 * Compatible and Teredo addresses and those of local NAT64 are reserved or private as they stand.
 */
const embeddings: readonly (readonly [list: BlockList, group: number])[] = [
  [blockList([['::ffff:0:0', 96, 'reserved']], 'ipv6'), 6],
  [blockList([['64:ff9b::', 96, 'reserved']], 'ipv6'), 6],
  [blockList([['2002::', 16, 'reserved']], 'ipv6'), 1],
];

const lists4 = ranges4.map((range) => [blockList([range], 'ipv4'), range[2]] as const);
const lists6 = ranges6.map((range) => [blockList([range], 'ipv6'), range[2]] as const);

/** ISATAP (RFC 5214 §6.1): any network, an interface that begins `0:5efe` or `200:5efe`, and the IPv4 address. */
const isatapInterfaces: readonly number[] = [0x0000, 0x0200];
const isatapMark = 0x5efe;

/**
 * Says what kind of address this is. An IPv6 address that carries an IPv4 address is public where both are, and
 * else of the kind of that one, but for loopback: what is sent there leaves this machine for a gateway, so that
 * an embedded address restricts and never allows.
 */
export function classifyAddress(address: string): AddressKind {
  const [bare = ''] = address.split('%');
  if (isIPv4(bare)) return lists4.find(([list]) => list.check(bare, 'ipv4'))?.[1] ?? 'public';
  if (!isIPv6(bare)) return 'reserved';
  const embedded = embeddings.find(([list]) => list.check(bare, 'ipv6'));
  if (embedded !== undefined) return kindOfEmbedded(ipv4At(bare, embedded[1]));
  const listed = lists6.find(([list]) => list.check(bare, 'ipv6'));
  if (listed !== undefined) return listed[1];
  if (!globalUnicast6.check(bare, 'ipv6')) return 'reserved';
  return isIsatap(bare) ? kindOfEmbedded(ipv4At(bare, 6)) : 'public';
}

function kindOfEmbedded(ipv4: string): AddressKind {
  const kind = classifyAddress(ipv4);
  return kind === 'loopback' ? 'reserved' : kind;
}

function isIsatap(address: string): boolean {
  const [high = -1, low = -1] = groupsOf(address).slice(4, 6);
  return isatapInterfaces.includes(high) && low === isatapMark;
}

function blockList(ranges: readonly Range[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}

/** The IPv4 address in two consecutive groups of an IPv6 address. */
function ipv4At(address: string, group: number): string {
  const groups = groupsOf(address);
  const [high = 0, low = 0] = groups.slice(group, group + 2);
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** The eight 16-bit groups of a valid IPv6 address. */
function groupsOf(address: string): readonly number[] {
  const [head = '', tail = ''] = address.split('::');
  const before = parseGroups(head);
  const after = parseGroups(tail);
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function parseGroups(part: string): readonly number[] {
  if (part === '') return [];
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
