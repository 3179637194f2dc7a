import { createOctetReader, type OctetReader } from './octet-reader.ts';

/** What one packet carries of a TCP connection. */
export interface TcpSegment {
  /** `192.0.2.1:49152`, `[2001:db8::1]:80` */
  readonly from: string;
  readonly to: string;
  readonly sequence: number;
  readonly isSyn: boolean;
  readonly isAck: boolean;
  readonly isEnd: boolean;
  readonly payload: Uint8Array;
  /** Octets that the packet had and the capture did not keep. */
  readonly missing: number;
}

const tcp = 6;
const etherType = { ipv4: 0x0800, ipv6: 0x86dd } as const;
const vlanTags: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);

/** Reads link, IP and TCP of a packet; `fragment` where TCP is spread over IP fragments, null where it is no TCP. */
export function readSegment(linkType: number, octets: Uint8Array): TcpSegment | 'fragment' | null {
  const reader = createOctetReader(octets, 'big');
  const start = ipStart(linkType, reader);
  if (start === null || start >= octets.length) return null;
  const version = reader.u8(start) >> 4;
  if (version === 4) return readIpv4(reader, start);
  return version === 6 ? readIpv6(reader, start) : null;
}

/** Where IP begins behind the link layer (https://www.tcpdump.org/linktypes.html); null where there is none. */
function ipStart(linkType: number, reader: OctetReader): number | null {
  switch (linkType) {
    case 1:
      return behindEtherType(reader, 12);
    // NULL and LOOP: four octets of address family. The IP version tells what follows.
    case 0:
    case 108:
      return 4;
    // RAW, as files and as systems number it, and IPv4 and IPv6 alone.
    case 12:
    case 14:
    case 101:
    case 228:
    case 229:
      return 0;
    // LINUX_SLL and LINUX_SLL2.
    case 113:
      return behindEtherType(reader, 14);
    case 276:
      return isIp(reader.u16(0)) ? 20 : null;
    default:
      return null;
  }
}

function behindEtherType(reader: OctetReader, at: number): number | null {
  let typeAt = at;
  while (vlanTags.has(reader.u16(typeAt)) && typeAt < at + 16) typeAt += 4;
  return isIp(reader.u16(typeAt)) ? typeAt + 2 : null;
}

function isIp(type: number): boolean {
  return type === etherType.ipv4 || type === etherType.ipv6;
}

function readIpv4(reader: OctetReader, start: number): TcpSegment | 'fragment' | null {
  const headerLength = (reader.u8(start) & 0x0f) * 4;
  if (headerLength < 20 || start + headerLength > reader.length) return null;
  if (reader.u8(start + 9) !== tcp) return null;
  // More fragments, or a fragment offset.
  if ((reader.u16(start + 6) & 0x3fff) !== 0) return 'fragment';
  const total = reader.u16(start + 2);
  // Segmentation offload leaves 0: the packet is then as long as what was captured.
  const end = total === 0 ? reader.length : start + total;
  const address = (at: number) => [...reader.slice(at, at + 4)].join('.');
  const ends = { from: address(start + 12), to: address(start + 16) };
  return readTcp(reader, { start: start + headerLength, end }, ends);
}

const extensionHeaders: ReadonlySet<number> = new Set([0, 43, 60]);
const fragmentHeader = 44;

function readIpv6(reader: OctetReader, start: number): TcpSegment | 'fragment' | null {
  if (start + 40 > reader.length) return null;
  const payloadLength = reader.u16(start + 4);
  const end = payloadLength === 0 ? reader.length : start + 40 + payloadLength;
  let next = reader.u8(start + 6);
  let at = start + 40;
  while (extensionHeaders.has(next) && at + 8 <= reader.length) {
    next = reader.u8(at);
    at += (reader.u8(at + 1) + 1) * 8;
  }
  if (next === fragmentHeader) return 'fragment';
  if (next !== tcp) return null;
  const ends = { from: ipv6Text(reader, start + 8), to: ipv6Text(reader, start + 24) };
  return readTcp(reader, { start: at, end }, ends);
}

/** Groups without leading zeros, the longest run of zeros left out (RFC 5952). */
function ipv6Text(reader: OctetReader, at: number): string {
  const groups = [0, 2, 4, 6, 8, 10, 12, 14].map((offset) => reader.u16(at + offset).toString(16));
  const runs = groups.map((_, index) => {
    const rest = groups.slice(index).findIndex((group) => group !== '0');
    return rest === -1 ? groups.length - index : rest;
  });
  const longest = Math.max(...runs);
  if (longest < 2) return `[${groups.join(':')}]`;
  const first = runs.indexOf(longest);
  const [before, after] = [groups.slice(0, first), groups.slice(first + longest)];
  return `[${before.join(':')}::${after.join(':')}]`;
}

function readTcp(
  reader: OctetReader,
  { start, end }: { readonly start: number; readonly end: number },
  { from, to }: { readonly from: string; readonly to: string },
): TcpSegment | null {
  const headerLength = (reader.u8(start + 12) >> 4) * 4;
  const data = start + headerLength;
  if (headerLength < 20 || data > reader.length || data > end) return null;
  const flags = reader.u8(start + 13);
  return {
    from: `${from}:${reader.u16(start)}`,
    to: `${to}:${reader.u16(start + 2)}`,
    sequence: reader.u32(start + 4),
    // FIN, or RST.
    isEnd: (flags & 0x05) !== 0,
    isSyn: (flags & 0x02) !== 0,
    isAck: (flags & 0x10) !== 0,
    payload: reader.slice(data, Math.min(end, reader.length)),
    missing: Math.max(0, end - reader.length),
  };
}
